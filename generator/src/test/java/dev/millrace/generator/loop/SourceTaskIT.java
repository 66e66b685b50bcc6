package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.breaker.BreakerState;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Share;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a sending loop makes of a record that Kafka will never take, and what it keeps when it is over. */
class SourceTaskIT {
    /** A single failure opens it, for longer than the test goes on. */
    private static final BreakerSettings TOUCHY =
            new BreakerSettings(new Share(0.1), Duration.ofMinutes(1), new Share(1), 10, 1, Duration.ofMinutes(10), 1);

    private final TestKafka kafka = TestKafka.shared();
    private final String topic = kafka.newTopic("refused", 1);
    private final SourceFlows flows =
            SourceFlows.of(new FlowSettings(TOUCHY, null, null, null, null), Map.of(), Clock.systemUTC());

    @Test
    void shouldNotCountARecordThatKafkaRefusesAgainstTheBreaker() {
        var channels = new ChannelFactory(
                        kafka.access(), ProducerFactory.kafka(), ChannelSettings.defaults(), Clock.systemUTC())
                .under(flows.flow("orders", DataSize.parse("32MiB")));
        var key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
        try (var task = SourceTask.start(key, channels, new OneTooLarge())) {
            await().until(() -> task.finished() || breaker() != BreakerState.CLOSED);

            assertThat(breaker()).isEqualTo(BreakerState.CLOSED);
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
            assertThat(task.tally().deadLettered()).isEqualTo(1);
        }
    }

    @Test
    void shouldLetGoOfItsProducersBufferWhenItIsOver() {
        var made = new AtomicReference<WeakReference<?>>();
        ProducerFactory watched = properties -> {
            var producer = ProducerFactory.kafka().create(properties);
            // It measures the buffer, and so holds it.
            producer.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("buffer-available-bytes"))
                    .forEach(metric -> made.set(new WeakReference<>(metric)));
            return producer;
        };
        var channels = new ChannelFactory(kafka.access(), watched, ChannelSettings.defaults(), Clock.systemUTC())
                .under(flows.flow("orders", DataSize.parse("32MiB")));
        var key = new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic);
        try (var task = SourceTask.start(key, channels, (channel, stop) -> channel.commit(Map.of(), true))) {
            await().until(task::finished);

            await().until(() -> {
                System.gc();
                return made.get().refersTo(null);
            });
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
        }
    }

    private BreakerState breaker() {
        return flows.breakers().getFirst().state();
    }

    /** Learns what Kafka thinks of its record while it is handing over more of the same batch. */
    private final class OneTooLarge implements SourceBody {
        @Override
        public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
            // Behind the channel's back: it goes by what the broker said when it was opened.
            kafka.configure(topic, "max.message.bytes", "100000");
            assertThat(channel.flow().begin()).isTrue();
            channel.send(null, noise(150_000), 1);
            while (channel.next() < 2_000 && !channel.setsAsideFrom(0)) {
                channel.send(null, new byte[10], 1);
                channel.flushDue(System.nanoTime());
                stop.sleepNanos(1_000_000);
            }
            channel.send(null, new byte[10], 1);
            channel.commit(Map.of(), true);
        }
    }

    /** Bytes that no compression makes fewer. */
    private static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
