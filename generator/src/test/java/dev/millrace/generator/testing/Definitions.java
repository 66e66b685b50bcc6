package dev.millrace.generator.testing;

import dev.millrace.generator.anomaly.AnomalySettings;
import dev.millrace.generator.anomaly.ClockSkew;
import dev.millrace.generator.anomaly.Delay;
import dev.millrace.generator.anomaly.Duplicate;
import dev.millrace.generator.anomaly.Late;
import dev.millrace.generator.anomaly.OutOfOrder;
import dev.millrace.generator.anomaly.Poison;
import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.TimeOffset;
import dev.millrace.generator.source.HttpInput;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import dev.millrace.settings.TimeShift;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sources as tests need them. */
public final class Definitions {
    private Definitions() {}

    /** A generated source whose events have the given fields; pairs of name and kind. */
    public static SourceDefinition generated(
            String topic, @Nullable String key, double perSecond, @Nullable Long count, Object... namesAndKinds) {
        var fields = new LinkedHashMap<String, FieldKind>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            fields.put((String) namesAndKinds[i], (FieldKind) namesAndKinds[i + 1]);
        }
        return SourceDraft.to(topic)
                .key(key)
                .rate(rate(perSecond))
                .count(count)
                .fields(fields)
                .build();
    }

    /** A generated source whose events say their number, under one of {@code keys} keys. */
    public static SourceDefinition numbered(String topic, double perSecond, @Nullable Long count, long keys) {
        return generated(
                topic,
                "shelf",
                perSecond,
                count,
                "number",
                new FieldKind.Sequence("%d", null),
                "shelf",
                new FieldKind.Sequence("shelf-%03d", keys));
    }

    /** Anomalies of every kind, such as some seconds show. */
    public static AnomalySettings everythingWrong() {
        return new AnomalySettings(
                Share.parse("2%"),
                new Poison(Share.parse("1%"), List.of(PoisonKind.BYTES, PoisonKind.SCHEMA)),
                new Late(Share.parse("3%"), new Delay(Duration.ofMillis(200), Duration.ofMillis(1_500))),
                new OutOfOrder(Share.parse("5%"), Duration.ofMillis(50)),
                new Duplicate(Share.parse("2%"), Duration.ofMillis(500)),
                new ClockSkew(
                        new TimeOffset(TimeShift.parse("-20s"), TimeShift.parse("20s")),
                        null,
                        null,
                        Share.parse("30%")));
    }

    /** A source that takes events in over HTTP. */
    public static SourceDefinition http(String topic, int queue) {
        return SourceDraft.to(topic).http(new HttpInput(queue)).build();
    }

    /** The same source with other fields. */
    public static SourceDefinition withFields(SourceDefinition source, Map<String, FieldKind> fields) {
        return SourceDraft.like(source).fields(fields).build();
    }

    public static Workload rate(double perSecond) {
        return new Workload.Constant(new Rate(perSecond));
    }

    /** When events of a source are due in a run that begins in 1970. */
    public static DueTimes dueTimes(Workload rate) {
        var timeline = Timeline.from(Instant.EPOCH);
        return new Pacing(rate).dueTimes(42, "source", () -> timeline);
    }
}
