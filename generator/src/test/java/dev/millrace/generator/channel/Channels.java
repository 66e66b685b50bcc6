package dev.millrace.generator.channel;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.flow.SourceFlow;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
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
        var refused = new RefusedEvents();
        return new SourceChannel(
                new ChannelKey("run", "source", SourceKind.GENERATED, "topic"),
                new ChannelTransaction(producer, Duration.ofSeconds(15), refused, clock, flow),
                null,
                new ChannelLimits(
                        ChannelSettings.defaults(), Map.of("topic", new TopicLimits(Long.MAX_VALUE, Long.MAX_VALUE, 1))),
                refused,
                clock);
    }
}
