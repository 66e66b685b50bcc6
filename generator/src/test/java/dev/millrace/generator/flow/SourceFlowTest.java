package dev.millrace.generator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.breaker.CallBreaker;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.limit.LimiterMode;
import dev.millrace.flow.limit.SharedLimit;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceFlowTest {
    private static final BreakerSettings TOUCHY =
            new BreakerSettings(new Share(0.5), Duration.ofSeconds(3), new Share(0.5), 2, 1, Duration.ofSeconds(5), 1);
    private static final BatchSettings SMALL =
            new BatchSettings(Duration.ofMillis(50), new DataSize(1_000), new DataSize(1_000), Duration.ofMillis(5));

    private static final Dues NONE = new Dues();

    private final HandClock clock = new HandClock();
    private final CallBreaker breaker = new CallBreaker("kafka", TOUCHY, clock.wall(), change -> {});

    private SourceFlow flow(@Nullable SharedLimit limit) {
        var settings = new FlowSettings(TOUCHY, SMALL, null, null, null);
        var flow = new SourceFlow(
                limit,
                breaker,
                SMALL,
                FlowPolicy.of(settings),
                Shedding.never(),
                new AcknowledgedLatency(clock.wall()),
                clock);
        assertThat(flow.beginCall()).isTrue();
        flow.callEnded(Fault.NONE);
        return flow;
    }

    /** A limit whose log is out of reach: it is decided on here, by a token bucket. */
    private SharedLimit limit(double perSecond) {
        var settings = new LimitSettings(new Rate(perSecond), Duration.ofSeconds(1), new Share(0), List.of("orders"));
        var limit = new SharedLimit(
                "shop",
                settings,
                "here",
                request -> CompletableFuture.failedFuture(new IllegalStateException("no Redis here")),
                clock);
        while (limit.status().mode() == LimiterMode.REDIS) {
            assertThat(limit.tryAcquire(1)).isZero();
            clock.forward(Duration.ofMillis(1));
        }
        return limit;
    }

    @Test
    void noBatchBeginsWhereThereIsNoRoomInFlight() {
        var flow = flow(null);
        assertThat(flow.begin()).isTrue();
        var record = flow.handing(1_000, NONE);
        flow.end();

        assertThat(flow.begin()).isFalse();
        assertThat(flow.refused()).isFalse();
        assertThat(flow.nanosUntilNext()).isPositive();
        record.acknowledged();

        assertThat(flow.begin()).isTrue();
    }

    @Test
    void noBatchBeginsWhileTheBreakerIsOpen() {
        var flow = flow(null);
        assertThat(flow.obstacle()).isEmpty();

        flow.hangs("Committing");
        assertThat(flow.obstacle()).contains("Committing");
        flow.commitEnded(Fault.KAFKA);

        assertThat(flow.begin()).isFalse();
        assertThat(flow.refused()).isTrue();
        assertThat(flow.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("the breaker before Kafka"));
        clock.forward(Duration.ofSeconds(6));
        assertThat(flow.begin()).isTrue();
        assertThat(flow.obstacle()).isEmpty();
    }

    @Test
    void whatIsCommittedWhileTheBreakerIsOpenIsNotHeldBack() {
        var flow = flow(null);
        breaker.onFailure(1);
        breaker.onFailure(1);
        assertThat(flow.begin()).isFalse();

        var record = flow.handing(10, NONE);
        flow.commitEnded(Fault.NONE);
        record.acknowledged();

        assertThat(flow.figures().inFlight()).isZero();
    }

    @Test
    void asManyEventsFitAsTheirSizeOfLateAllows() {
        var flow = flow(null);
        assertThat(flow.begin()).isTrue();
        assertThat(flow.fits(256)).isEqualTo(256);
        assertThat(flow.permits(5, 5)).isEqualTo(5);
        flow.handing(500, NONE).acknowledged();
        flow.end();

        assertThat(flow.begin()).isTrue();

        assertThat(flow.fits(256)).isEqualTo(10);
        assertThat(flow.fits(3)).isEqualTo(3);
    }

    @Test
    void eventsThatComeOneByOneTakeNoPermitBeforeTheyAreThere() {
        var limit = limit(1_000);
        var flow = flow(limit);
        int sent = 0;
        for (int i = 0; i < 2_000; i++) {
            while (flow.admitOne()) {
                flow.handing(1, NONE).acknowledged();
                sent++;
            }
            flow.end();
            clock.forward(Duration.ofMillis(1));
        }

        assertThat(limit.status().taken()).isEqualTo(sent);
        assertThat(sent).isBetween(1_000, 1_801);
    }

    @Test
    void whoGetsNoPermitIsToldWhenToAskAgain() {
        var flow = flow(limit(1_000));

        assertThat(flow.admitOne()).isFalse();

        assertThat(flow.nanosUntilNext()).isBetween(1L, Duration.ofMillis(50).toNanos());
    }

    @Test
    void aChannelThatIsOpenedBeginsWithNothingInFlight() {
        var flow = flow(null);
        assertThat(flow.begin()).isTrue();
        flow.handing(1_000, NONE);
        flow.abandon(Fault.KAFKA);
        clock.forward(Duration.ofSeconds(6));
        assertThat(flow.begin()).isFalse();

        assertThat(flow.beginCall()).isTrue();
        flow.callEnded(Fault.NONE);

        assertThat(flow.begin()).isTrue();
        assertThat(flow.figures().inFlight()).isZero();
    }

    @Test
    void withoutFlowControlNothingIsHeldBack() {
        var flow = SourceFlow.unbound();

        assertThat(flow.begin()).isTrue();
        assertThat(flow.permits(256, 256)).isEqualTo(256);
        flow.handing(1L << 40, NONE);
        flow.end();
        assertThat(flow.begin()).isTrue();
        assertThat(flow.fits(256)).isEqualTo(256);
        assertThat(flow.figures()).isEqualTo(FlowFigures.NONE);
    }
}
