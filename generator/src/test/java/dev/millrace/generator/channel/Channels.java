package dev.millrace.generator.channel;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Channels on producers of a test's own, without a broker. */
public final class Channels {
    private Channels() {}

    /** A channel of a source that has sent nothing yet. */
    public static SourceChannel over(Producer<byte[], byte[]> producer, Clock clock) {
        return over(producer, clock, null);
    }

    /** A channel of a source that goes on where it was. */
    public static SourceChannel over(Producer<byte[], byte[]> producer, Clock clock, @Nullable Progress before) {
        return over(producer, clock, before, Shard.ONLY);
    }

    /** A channel of one shard of a source, which goes on where it was. */
    public static SourceChannel over(
            Producer<byte[], byte[]> producer, Clock clock, @Nullable Progress before, Shard shard) {
        return new SourceChannel(
                new ChannelKey("run", "source", SourceKind.GENERATED, "topic").shard(shard),
                producer,
                before,
                new ChannelLimits(
                        ChannelSettings.defaults(),
                        Map.of("topic", new TopicLimits(Long.MAX_VALUE, Long.MAX_VALUE, 1))),
                new RefusedEvents(),
                clock,
                "");
    }
}
