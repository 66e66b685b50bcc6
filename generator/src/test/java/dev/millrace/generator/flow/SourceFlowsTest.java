package dev.millrace.generator.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.breaker.BreakerState;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.flow.retry.RetrySettings;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceFlowsTest {
    private static final BreakerSettings TOUCHY =
            new BreakerSettings(new Share(0.5), Duration.ofMillis(1500), new Share(0.5), 2, 1, Duration.ofHours(1), 1);
    private static final DataSize BUFFER = new DataSize(32 << 20);

    private static FlowSettings breaker(BreakerSettings settings) {
        return new FlowSettings(settings, null, null, null, null);
    }

    private static void fail(SourceFlow flow) {
        flow.beginCall();
        flow.callEnded(Fault.KAFKA);
    }

    @Test
    void sourcesShareTheBreakerOfTheFile() {
        var flows = SourceFlows.of(breaker(TOUCHY), Map.of(), Clock.systemUTC());

        fail(flows.flow("orders", BUFFER));

        assertThat(flows.flow("payments", BUFFER).begin()).isFalse();
        assertThat(flows.breakers()).singleElement().satisfies(figures -> {
            assertThat(figures.name()).isEqualTo("kafka");
            assertThat(figures.state()).isEqualTo(BreakerState.OPEN);
        });
    }

    @Test
    void aSourceWithABreakerOfItsOwnStopsNoOther() {
        var flows = SourceFlows.of(FlowSettings.NONE, Map.of("orders", breaker(TOUCHY)), Clock.systemUTC());

        fail(flows.flow("orders", BUFFER));

        assertThat(flows.flow("orders", BUFFER).begin()).isFalse();
        assertThat(flows.flow("payments", BUFFER).begin()).isTrue();
        assertThat(flows.breakers())
                .extracting(BreakerFigures::name, BreakerFigures::state)
                .containsExactlyInAnyOrder(
                        tuple("kafka", BreakerState.CLOSED), tuple("kafka-orders", BreakerState.OPEN));
    }

    @Test
    void noMoreIsInFlightThanTheProducersBufferHolds() {
        var large = new BatchSettings(
                Duration.ofMillis(50), new DataSize(30 << 20), new DataSize(64 << 20), Duration.ofMillis(5));
        var flows = SourceFlows.of(new FlowSettings(null, large, null, null, null), Map.of(), Clock.systemUTC());
        var flow = flows.flow("orders", new DataSize(20 << 20));
        flow.beginCall();
        flow.callEnded(Fault.NONE);

        assertThat(flow.figures().target()).isEqualTo(10 << 20);
    }

    @Test
    void aSourceSaysWhatIsOtherThanInTheFile() {
        var file = new FlowSettings(
                TOUCHY, null, new RetrySettings(Duration.ofMillis(1), Duration.ofMillis(9)), OnResume.CATCH_UP, 3.0);
        var own = new FlowSettings(null, null, null, null, 7.0);
        var policy = SourceFlows.of(file, Map.of("orders", own), Clock.systemUTC())
                .flow("orders", BUFFER)
                .policy();

        assertThat(policy.resume().speed()).isEqualTo(7);
        assertThat(policy.retry().longest()).isEqualTo(Duration.ofMillis(9));
        assertThat(policy.patience()).isEqualTo(Duration.ofMillis(1500));
        assertThat(policy.tries()).isEqualTo(7);
    }

    @Test
    void aSpeedThatNeverCatchesUpIsRefused() {
        assertThatThrownBy(() -> new FlowSettings(null, null, null, null, 1.0))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("speed: must be above 1");
    }
}
