package dev.millrace.generator.channel;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.flow.SourceFlow;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

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
        return over(producer, clock, flow, sent == 0 ? null : sent(sent), Shard.ONLY);
    }

    /** What a source says that has sent so many events. */
    static Progress sent(long events) {
        return new Progress(
                "run",
                "source",
                SourceKind.GENERATED,
                "topic",
                events,
                0,
                Duration.ZERO,
                Instant.EPOCH,
                false,
                0,
                Map.of(),
                Set.of());
    }

    /** A channel of one shard of a source, which goes on where it was. */
    public static SourceChannel over(
            Producer<byte[], byte[]> producer, Clock clock, @Nullable Progress before, Shard shard) {
        return over(producer, clock, SourceFlow.unbound(), before, shard);
    }

    /** A channel of one shard of a source, which goes on where it was, under flow control. */
    public static SourceChannel over(
            Producer<byte[], byte[]> producer, Clock clock, SourceFlow flow, @Nullable Progress before, Shard shard) {
        return over(producer, clock, flow, before, shard, new CommittedEvents());
    }

    static SourceChannel over(
            Producer<byte[], byte[]> producer,
            Clock clock,
            SourceFlow flow,
            @Nullable Progress before,
            Shard shard,
            CommittedEvents committed) {
        var refused = new RefusedEvents();
        return new SourceChannel(
                new ChannelKey("run", "source", SourceKind.GENERATED, "topic").shard(shard),
                new ChannelTransaction(producer, Duration.ofSeconds(15), refused, clock, flow),
                before,
                new ChannelLimits(
                        ChannelSettings.defaults(),
                        Map.of("topic", new TopicLimits(Long.MAX_VALUE, Long.MAX_VALUE, 1))),
                refused,
                clock,
                "",
                committed);
    }

    /** A producer whose answers are changed on their way. */
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    static Producer<byte[], byte[]> answering(
            Producer<byte[], byte[]> producer, UnaryOperator<@Nullable Exception> change) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        var told = (Callback) arguments[1];
                        return producer.send(
                                (ProducerRecord<byte[], byte[]>) arguments[0],
                                (sent, failure) -> told.onCompletion(sent, change.apply(failure)));
                    }
                    return method.invoke(producer, arguments);
                });
    }
}
