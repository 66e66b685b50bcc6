package dev.millrace.generator.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.generator.channel.Channels;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.flow.AcknowledgedLatency;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Encoding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long events took until the broker had them, whatever they are encoded in. */
class AcknowledgedTest {
    private static final long NOW = 1_000_000;

    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SourceFlows flows = SourceFlows.of(FlowSettings.NONE, Map.of(), clock);
    private final SourceChannel channel = Channels.over(producer, clock, flows.flow("source", DataSize.parse("1MiB")));

    @BeforeEach
    void open() {
        producer.initTransactions();
    }

    private AcknowledgedLatency latency() {
        return flows.latency("source").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Encoding.As.class)
    void everyGeneratedEventCountsFromItsOwnDueTime(Encoding.As as) throws Exception {
        var source = Map.of("source", Definitions.numbered("topic", 1_000, 100L, 10));
        var sender = new SourceEncoding(Encoding.of(as), new InMemorySchemaRegistry())
                .generated(new SourceCatalog(source, 42).renderer("source", "run"), channel);
        for (int i = 0; i < 100; i++) {
            long due = NOW - 100 + i;
            sender.send(i, due * 1_000, due);
        }

        channel.commit(Map.of(), true);

        assertThat(latency().events()).isEqualTo(100);
        assertThat(latency().quantile(1)).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
        assertThat(latency().quantile(0.5)).isBetween(Duration.ofMillis(49), Duration.ofMillis(51));
        assertThat(latency().quantile(0.01)).isBetween(Duration.ZERO, Duration.ofMillis(1));
    }

    @Test
    void whatIsSaidOfEventsDoesNotCount() throws Exception {
        channel.deadLetter(null, "nonsense".getBytes(UTF_8), "it cannot be read");
        channel.indices().omit(DeviationKind.SHED);

        channel.commit(Map.of(), true);

        assertThat(latency().events()).isZero();
    }
}
