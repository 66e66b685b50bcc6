package dev.millrace.generator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.batch.BatchController;
import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.breaker.BreakerState;
import dev.millrace.flow.breaker.CallBreaker;
import dev.millrace.settings.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchTest {
    /** Opens at once when one call of two fails or is slow. */
    private static final BreakerSettings TOUCHY =
            new BreakerSettings(new Share(0.5), Duration.ofSeconds(1), new Share(0.5), 2, 1, Duration.ofSeconds(5), 1);

    private static final Dues NONE = new Dues();

    private final HandClock clock = new HandClock();
    private final AcknowledgedLatency latency = new AcknowledgedLatency(clock.wall());
    private final CallBreaker breaker = new CallBreaker("kafka", TOUCHY, clock.wall(), change -> {});
    private final BatchController inFlight = new BatchController(BatchSettings.defaults(), clock.nanos());

    private Batch batch() {
        assertThat(breaker.tryPermission()).isTrue();
        return new Batch(breaker, inFlight, clock, 0, latency);
    }

    @Test
    void itsBytesAreInFlightUntilTheLastOfItsRecordsIsAnswered() {
        var batch = batch();
        batch.handed(10, NONE);
        batch.handed(20, NONE);
        batch.end();

        batch.acknowledged();
        assertThat(inFlight.inFlight()).isEqualTo(30);
        batch.acknowledged();

        assertThat(inFlight.inFlight()).isZero();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void manyOfItsRecordsMayBeAnsweredAtOnce() {
        var batch = batch();
        for (int i = 0; i < 5; i++) {
            batch.handed(10, NONE);
        }
        batch.acknowledged(2);
        batch.end();
        assertThat(inFlight.inFlight()).isEqualTo(50);

        batch.failed(3, Fault.OURS);

        assertThat(inFlight.inFlight()).isZero();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void itIsOneCallHoweverManyRecordsItHas() {
        var half = new BreakerSettings(
                new Share(0.6), Duration.ofSeconds(1), new Share(1), 10, 2, Duration.ofSeconds(5), 1);
        var counted = new CallBreaker("kafka", half, clock.wall(), change -> {});
        assertThat(counted.tryPermission()).isTrue();
        counted.onSuccess(1);
        assertThat(counted.tryPermission()).isTrue();
        var batch = new Batch(counted, inFlight, clock, 0, latency);
        for (int i = 0; i < 200; i++) {
            batch.handed(10, NONE);
        }
        batch.end();

        for (int i = 0; i < 200; i++) {
            batch.failed(Fault.KAFKA);
        }

        // One of two has failed, not two hundred of two hundred and one.
        assertThat(counted.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(inFlight.inFlight()).isZero();
    }

    /** Kafka's client may throw after it has taken a record, and then fail that too. */
    @Test
    void aRecordThatIsAnsweredTwiceDoesNotLeaveTheBatchOpenForGood() {
        var batch = batch();
        batch.handed(10, NONE);
        batch.failed(Fault.KAFKA);
        batch.failed(Fault.KAFKA);

        batch.end();

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(inFlight.inFlight()).isZero();
    }

    @Test
    void recordsMayBeAnsweredBeforeAllAreHandedOver() {
        var batch = batch();
        batch.handed(10, NONE);
        batch.acknowledged();
        batch.handed(20, NONE);
        batch.acknowledged();

        batch.end();

        assertThat(inFlight.inFlight()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"KAFKA", "OVERLOAD"})
    void oneRecordThatKafkaDidNotTakeIsAFailureOfTheBatch(Fault fault) {
        var batch = batch();
        batch.handed(10, NONE);
        batch.handed(20, NONE);
        batch.end();

        batch.failed(fault);
        batch.acknowledged();

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(inFlight.inFlight()).isZero();
    }

    @Test
    void aRecordThatKafkaNeverTakesSaysNothingAgainstKafka() {
        var batch = batch();
        batch.handed(10, NONE);
        batch.end();

        batch.failed(Fault.OURS);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(inFlight.inFlight()).isZero();
    }

    @Test
    void aBatchThatTakesLongIsSlow() {
        var batch = batch();
        batch.handed(10, NONE);
        batch.end();

        clock.forward(Duration.ofSeconds(2));
        batch.acknowledged();

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aBatchWithoutRecordsGivesItsPermissionBack() {
        var failed = batch();
        failed.handed(1, NONE);
        failed.end();
        failed.failed(Fault.KAFKA);
        clock.forward(Duration.ofSeconds(6));
        var probe = batch();
        assertThat(breaker.tryPermission()).isFalse();

        probe.end();

        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.tryPermission()).isTrue();
    }

    @Test
    void aCallWithoutRecordsCounts() {
        batch().end(Fault.KAFKA);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }
}
