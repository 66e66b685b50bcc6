package dev.millrace.app.config.sample;

import static dev.millrace.app.config.sample.BadFile.SeenBy.READER;
import static dev.millrace.app.config.sample.BadFile.SeenBy.SCHEMA;

import dev.millrace.app.config.sample.BadFile.SeenBy;
import java.util.List;
import java.util.stream.Stream;

/** Files that are YAML and hold what a {@link Shop} can't be, with every line that is said of them. */
public final class BadSettings {
    private BadSettings() {}

    public static Stream<BadFile> all() {
        return Stream.of(names(), values(), BadRecords.all()).flatMap(files -> files);
    }

    private static Stream<BadFile> names() {
        return Stream.of(
                bad(
                        "a mistyped name, whose meaning is not called missing",
                        SCHEMA,
                        """
                        name: x
                        sources:
                          orders:
                            tpic: t
                        """,
                        "4:5: sources.orders.tpic: unknown setting; did you mean 'topic'?"),
                bad(
                        "names near to none",
                        SCHEMA,
                        """
                        name: x
                        sources:
                          orders:
                            topic: t
                            colour: blue
                            maxSize: 4KiB
                        """,
                        "5:5: sources.orders.colour: unknown setting;"
                                + " possible here: topic, key, encoding, rate, fields, max-size, late",
                        "6:5: sources.orders.maxSize: unknown setting; did you mean 'max-size'?"),
                bad(
                        "missing settings, in a block and in braces",
                        SCHEMA,
                        """
                        sources:
                          orders:
                            key: id
                          more: {}
                        """,
                        "1:1: name: is missing; expected text",
                        "2:3: sources.orders.topic: is missing; expected text",
                        "4:9: sources.more.topic: is missing; expected text"),
                bad("nothing at all", SCHEMA, "", "1:1: name: is missing; expected text"),
                bad("nothing but a comment", SCHEMA, "\n# later\n", "1:1: name: is missing; expected text"),
                bad(
                        "names without values",
                        SCHEMA,
                        """
                        name:
                        sources:
                        store: ~
                        """,
                        "1:1: name: has no value; expected text",
                        "2:1: sources: has no value; expected names, each with a mapping with"
                                + " topic, key, encoding, rate, fields, max-size, late",
                        "3:1: store: has no value; expected a mapping with"
                                + " uri, folder, since, partitions, offset, compact, every, bucket, password, ports"),
                bad(
                        "names that would draw on a terminal",
                        SCHEMA,
                        """
                        name: x
                        sources: {"a\\e[31mb\\nc\u00a0": {topic: t, "": 1}}
                        """,
                        "2:38: sources.a\\u001b[31mb\\nc\\u00a0.'': unknown setting;"
                                + " possible here: topic, key, encoding, rate, fields, max-size, late"));
    }

    private static Stream<BadFile> values() {
        return Stream.of(
                bad(
                        "not a mapping",
                        SCHEMA,
                        "just text",
                        "1:1: expected a mapping with name, sources, limits, pipelines, store,"
                                + " but found 'just text'"),
                bad(
                        "a list",
                        SCHEMA,
                        "- a\n- b",
                        "1:1: expected a mapping with name, sources, limits, pipelines, store," + " but found a list"),
                bad(
                        "lists and mappings for text",
                        SCHEMA,
                        """
                        name: [x]
                        store: {uri: {a: b}, folder: [a]}
                        """,
                        "1:7: name: expected text, but found a list",
                        "2:14: store.uri: expected a URI such as s3://bucket/folder, but found a mapping",
                        "2:30: store.folder: expected a path such as data/access.log, but found a list"),
                bad(
                        "text for lists and mappings",
                        SCHEMA,
                        """
                        name: x
                        sources: a
                        pipelines: {p: {from: {a: b}, steps: a}}
                        store: [a]
                        """,
                        "2:10: sources: expected names, each with a mapping with"
                                + " topic, key, encoding, rate, fields, max-size, late, but found 'a'",
                        "3:23: pipelines.p.from: expected a list such as [a, b], but found a mapping",
                        "3:38: pipelines.p.steps: expected a list, each item a mapping with one of"
                                + " filter, route, window, repeat, to, but found 'a'",
                        "4:8: store: expected a mapping with"
                                + " uri, folder, since, partitions, offset, compact, every, bucket, password, ports, but found a list"),
                bad(
                        "values in the wrong words",
                        SCHEMA,
                        """
                        name: x
                        sources:
                          a: {topic: t, encoding: JSON, max-size: 4, late: 1}
                          b: {topic: t, encoding: xml, max-size: 4Kb, late: 0.1}
                        store:
                          uri: s3://x
                          partitions: "6"
                          offset: 1.5
                          compact: yes
                          every: 5
                          ports: [80, "81", 5000000000, many]
                        """,
                        "3:27: sources.a.encoding: expected one of json, avro, compact-frame, but found 'JSON';"
                                + " did you mean 'json'?",
                        "3:43: sources.a.max-size: '4' is not a size such as 300B, 4KiB or 1MB",
                        "3:52: sources.a.late: '1' is not a share such as 0.1% or 20%",
                        "4:27: sources.b.encoding: expected one of json, avro, compact-frame, but found 'xml'",
                        "4:42: sources.b.max-size: '4Kb' is not a size such as 300B, 4KiB or 1MB",
                        "4:53: sources.b.late: '0.1' is not a share such as 0.1% or 20%",
                        "7:15: store.partitions: expected a whole number such as 10, but found '6' in quotes; take them off",
                        "8:11: store.offset: expected a whole number such as 10, but found '1.5'",
                        "9:12: store.compact: expected true or false, but found 'yes'",
                        "10:10: store.every: '5' is not a duration such as 500ms, 30s or 10m",
                        "11:15: store.ports[1]: expected a whole number such as 10, but found '81' in quotes; take them off",
                        "11:21: store.ports[2]: expected a whole number from -2147483648 to 2147483647, but found '5000000000'",
                        "11:33: store.ports[3]: expected a whole number such as 10, but found 'many'"),
                bad(
                        "numbers beyond their ends",
                        SCHEMA,
                        """
                        name: x
                        store: {uri: "s3:x", partitions: -3000000000, offset: 9223372036854775808}
                        """,
                        "2:34: store.partitions: expected a whole number from -2147483648 to 2147483647,"
                                + " but found '-3000000000'",
                        "2:55: store.offset: expected a whole number from -9223372036854775808 to 9223372036854775807,"
                                + " but found '9223372036854775808'"),
                bad(
                        "numbers that are none",
                        SCHEMA,
                        """
                        name: x
                        sources: {s: {topic: t, fields: {f: {ref: r, skew: .inf}, g: {ref: r, skew: .nan}, h: {ref: r, skew: "1.5"}}}}
                        """,
                        "2:52: sources.s.fields.f.skew: expected a number such as 0.5, but found '.inf'",
                        "2:77: sources.s.fields.g.skew: expected a number such as 0.5, but found '.nan'",
                        "2:102: sources.s.fields.h.skew: expected a number such as 0.5, but found '1.5' in quotes; take them off"),
                bad(
                        "texts that their types refuse",
                        READER,
                        """
                        name: x
                        sources: {s: {topic: t, late: 101%, fields: {f: {ref: r, skew: 1e400}}}}
                        store:
                          uri: s3 //x
                          since: 2026-01-31
                          bucket: Mill Race
                          folder: "a\\0"
                        """,
                        "2:31: sources.s.late: a share must be from 0% to 100%, was 101%",
                        "2:64: sources.s.fields.f.skew: expected a number such as 0.5, but found '1e400'",
                        "4:8: store.uri: 's3 //x' is not a URI: Illegal character in path",
                        "5:10: store.since: '2026-01-31' is not a time such as 2026-01-31T12:00:00Z",
                        "6:11: store.bucket: 'Mill Race' is not a bucket's name",
                        "7:11: store.folder: 'a\\u0000' is not a path: Nul character not allowed"));
    }

    static BadFile bad(String name, SeenBy seenBy, String text, String... lines) {
        return new BadFile(name, seenBy, text, List.of(lines));
    }
}
