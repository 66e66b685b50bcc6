package dev.millrace.generator.channel;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.flow.SourceFlow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;

/** Channels on producers of a test's own, without a broker. */
public final class Channels {
    private Channels() {}

    /** A channel of a source that has sent nothing yet. */
    public static SourceChannel over(Producer<byte[], byte[]> producer, Clock clock) {
        return over(producer, clock, SourceFlow.unbound());
    }

    /** The same, under flow control. */
    public static SourceChannel over(Producer<byte[], byte[]> producer, Clock clock, SourceFlow flow) {
        return over(producer, clock, flow, 0);
    }

    /** The same, of a source that has sent so many events before. */
    public static SourceChannel over(Producer<byte[], byte[]> producer, Clock clock, SourceFlow flow, long sent) {
        var refused = new RefusedEvents();
        var progress = new Progress(
                "run",
                "source",
                SourceKind.GENERATED,
                "topic",
                sent,
                0,
                Duration.ZERO,
                Instant.EPOCH,
                false,
                0,
                Map.of(),
                Set.of());
        return new SourceChannel(
                new ChannelKey("run", "source", SourceKind.GENERATED, "topic"),
                new ChannelTransaction(producer, Duration.ofSeconds(15), refused, clock, flow),
                sent == 0 ? null : progress,
                new ChannelLimits(
                        ChannelSettings.defaults(),
                        Map.of("topic", new TopicLimits(Long.MAX_VALUE, Long.MAX_VALUE, 1))),
                refused,
                clock,
                "");
    }
}
