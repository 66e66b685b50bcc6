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
        return Stream.of(names(), values(), choices(), records()).flatMap(files -> files);
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

    private static Stream<BadFile> choices() {
        return Stream.of(
                bad(
                        "words for none of the choices",
                        SCHEMA,
                        """
                        name: x
                        pipelines:
                          p:
                            from: a
                            steps:
                              - filer: x
                              - whatever: x
                              - {}
                              - x
                              -
                              - times: 3
                        """,
                        "6:9: pipelines.p.steps[0].filer: unknown setting; did you mean 'filter'?",
                        "7:9: pipelines.p.steps[1].whatever: unknown setting;"
                                + " one of these must be here: filter, route, window, repeat, to",
                        "8:9: pipelines.p.steps[2]: one of these must be here: filter, route, window, repeat, to",
                        "9:9: pipelines.p.steps[3]: expected a mapping with one of"
                                + " filter, route, window, repeat, to, but found 'x'",
                        "10:8: pipelines.p.steps[4]: has no value; expected a mapping with one of"
                                + " filter, route, window, repeat, to",
                        "11:9: pipelines.p.steps[5]: one of these must be here: filter, route, window, repeat, to"),
                bad(
                        "words for more than one of the choices",
                        SCHEMA,
                        """
                        name: x
                        pipelines: {p: {from: a, steps: [{filter: a, to: b}]}}
                        sources: {s: {topic: t, fields: {f: {ref: a, copy: b, value: c}}}}
                        """,
                        "2:34: pipelines.p.steps[0]: only one of filter, to can be here",
                        "3:37: sources.s.fields.f: only one of value, ref, copy can be here"),
                bad(
                        "a choice made wrongly",
                        SCHEMA,
                        """
                        name: x
                        sources:
                          a: {topic: t, rate: {mean: 1/s}}
                          b: {topic: t, rate: {maen: 5/s, period: 1s}}
                          c: {topic: t, fields: {f: {value: x, hiden: true}, g: {lognormal: {median: x, sigma: 1}}}}
                        """,
                        "3:23: sources.a.rate.amplitude: is missing; expected a rate such as 5000/s",
                        "3:23: sources.a.rate.period: is missing; expected a duration such as 30s",
                        "4:24: sources.b.rate.maen: unknown setting; did you mean 'mean'?",
                        "5:40: sources.c.fields.f.hiden: unknown setting; did you mean 'hidden'?",
                        "5:78: sources.c.fields.g.lognormal.median: expected a number such as 0.5, but found 'x'"),
                bad(
                        "bare values that fit no choice",
                        SCHEMA,
                        """
                        name: x
                        sources:
                          a: {topic: t, rate: 20}
                          b: {topic: t, rate: [1/s, x, {}]}
                          c: {topic: t, fields: {f: [a]}}
                        """,
                        "3:23: sources.a.rate: expected a rate such as 5000/s, a list such as [5000/s],"
                                + " or a mapping with one of constant, mean, stairs, but found '20'",
                        "4:29: sources.b.rate[1]: 'x' is not a rate such as 5000/s or 300/m",
                        "4:32: sources.b.rate[2]: expected a rate such as 5000/s, but found a mapping",
                        "5:29: sources.c.fields.f: expected text, or a mapping with one of"
                                + " sequence, choice, lognormal, value, ref, copy, but found a list"));
    }

    private static Stream<BadFile> records() {
        return Stream.of(
                bad(
                        "what records refuse, at the field they name",
                        READER,
                        """
                        name: x
                        sources:
                          a:
                            topic: t
                            rate: {mean: 5/s, amplitude: 10/s, period: 10m}
                            fields:
                              g: {choice: {}}
                              i: {lognormal: {median: 1, sigma: -1}}
                        pipelines:
                          p:
                            from: a
                            steps:
                              - filter: ""
                              - window: {tumbling: 0s}
                              - window:
                                  tumbling: 1s
                                  advance-by: 5s
                          q: {from: a, steps: []}
                        """,
                        "5:34: sources.a.rate.amplitude: must not be above the mean, 5/s, was 10/s",
                        "7:19: sources.a.fields.g.choice: needs something to choose from",
                        "8:41: sources.a.fields.i.lognormal.sigma: must not be negative, was -1.0",
                        "13:17: pipelines.p.steps[0].filter: must be an expression, was ''",
                        "14:28: pipelines.p.steps[1].window.tumbling: must be positive, was PT0S",
                        "17:23: pipelines.p.steps[2].window.advance-by: must not be longer than the window",
                        "18:23: pipelines.q.steps: must have a step"),
                bad(
                        "what a record refuses of a name with dots in it",
                        READER,
                        """
                        name: x
                        limits:
                          web.shop: {rate: 5/s, sources: [a, b]}
                        """,
                        "3:35: limits.web.shop.sources[0]: there is no such source"),
                bad(
                        "what a record refuses of the one item of a list, which stands without brackets",
                        READER,
                        """
                        name: x
                        limits:
                          web: {rate: 5/s, sources: b}
                        """,
                        "3:29: limits.web.sources[0]: there is no such source"),
                bad(
                        "what a record refuses without a field",
                        READER,
                        """
                        name: x
                        store: {uri: /no/scheme}
                        """,
                        "2:8: store: no scheme in /no/scheme for /no/scheme"));
    }

    private static BadFile bad(String name, SeenBy seenBy, String text, String... lines) {
        return new BadFile(name, seenBy, text, List.of(lines));
    }
}
