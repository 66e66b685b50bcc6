package dev.millrace.generator.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Shard;
import dev.millrace.generator.flow.SourceFlow;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CommittedEventsTest {
    private final CommittedEvents committed = new CommittedEvents();

    @Test
    void shouldNotCountWhatWasCommittedBeforeASourceOrShardCameHere() throws Exception {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        var channel = Channels.over(
                producer, Clock.systemUTC(), SourceFlow.unbound(), Channels.sent(100), Shard.ONLY, committed);

        channel.send(null, new byte[1], 1);
        channel.send(null, new byte[1], 1);
        assertThat(committed.of("source").events()).isZero();
        channel.commit(Map.of(), false);

        assertThat(committed.of("source").events()).isEqualTo(2);
        assertThat(committed.of("source").acknowledged()).isEqualTo(2);
    }

    @Test
    void shouldAddUpWhatShardsCommit() {
        committed.add("orders", tally(100, 10), tally(150, 15));
        committed.add("orders", tally(0, 0), tally(7, 2));
        committed.add("others", tally(0, 0), tally(1, 0));

        assertThat(committed.of("orders").events()).isEqualTo(57);
        assertThat(committed.of("orders").of(DeviationKind.SHED)).isEqualTo(7);
        assertThat(committed.of("orders").acknowledged()).isEqualTo(50);
    }

    private static Tally tally(long events, long shed) {
        return new Tally(events, 0, Duration.ofSeconds(events), Map.of(DeviationKind.SHED, shed));
    }
}
