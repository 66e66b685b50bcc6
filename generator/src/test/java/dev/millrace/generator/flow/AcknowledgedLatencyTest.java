package dev.millrace.generator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.batch.BatchController;
import dev.millrace.flow.batch.BatchSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AcknowledgedLatencyTest {
    private final HandClock clock = new HandClock();
    private final AcknowledgedLatency latency = new AcknowledgedLatency(clock.wall());
    private final BatchController inFlight = new BatchController(BatchSettings.defaults(), clock.nanos());
    private final Batch batch = new Batch(null, inFlight, clock, 0, latency);

    private static Dues due(long... millis) {
        var dues = new Dues();
        LongStream.of(millis).forEach(dues::add);
        return dues;
    }

    @Test
    void eventsCountFromWhenTheyWereDueUntilTheLastOfTheirBatchIsAcknowledged() {
        clock.forward(Duration.ofSeconds(1));
        batch.handed(10, due(100));
        batch.handed(10, due(900));
        batch.end();
        batch.acknowledged();
        assertThat(latency.events()).isZero();
        clock.forward(Duration.ofMillis(100));

        batch.acknowledged();

        assertThat(latency.events()).isEqualTo(2);
        assertThat(latency.quantile(1)).isBetween(Duration.ofMillis(999), Duration.ofMillis(1_001));
        assertThat(latency.quantile(0.5)).isBetween(Duration.ofMillis(199), Duration.ofMillis(201));
    }

    @Test
    void allEventsOfARecordCount() {
        clock.forward(Duration.ofSeconds(1));
        batch.handed(10, due(100, 100, 100, 100, 100, 100, 100, 100, 200, 900));
        batch.end();

        batch.acknowledged();

        assertThat(latency.events()).isEqualTo(10);
        assertThat(latency.quantile(0.9)).isBetween(Duration.ofMillis(899), Duration.ofMillis(901));
        assertThat(latency.quantile(0.1)).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
    }

    @Test
    void whatTheBrokerDoesNotTakeDoesNotCount() {
        batch.handed(10, due(0));
        batch.handed(10, due(0));
        batch.end();

        batch.acknowledged();
        batch.failed(Fault.KAFKA);

        assertThat(latency.events()).isZero();
        assertThat(latency.quantile(1)).isZero();
    }

    @Test
    void eventsThatAreSentBeforeTheyAreDueTookNoTime() {
        batch.handed(10, due(5_000));
        batch.end();

        batch.acknowledged();

        assertThat(latency.quantile(1)).isZero();
    }

    @Test
    void duesOutOfOrderAreAllKept() {
        var all = new Dues();
        all.addAll(due(5, 3, 3, 5, 4));
        all.clear();
        all.addAll(due(9, 9, 1, 9));

        List<String> kept = new ArrayList<>();
        all.forEach((millis, events) -> kept.add(events + " at " + millis));

        assertThat(kept).containsExactly("2 at 9", "1 at 1", "1 at 9");
    }
}
