package dev.millrace.app.config.sample;

import static dev.millrace.app.config.sample.BadFile.SeenBy.READER;
import static dev.millrace.app.config.sample.BadFile.SeenBy.SCHEMA;
import static dev.millrace.app.config.sample.BadSettings.bad;

import java.util.stream.Stream;

/** The part of {@link BadSettings} that is about which record is meant, and what a record refuses. */
final class BadRecords {
    private BadRecords() {}

    static Stream<BadFile> all() {
        return Stream.concat(choices(), records());
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
}
