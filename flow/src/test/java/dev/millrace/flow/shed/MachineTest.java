package dev.millrace.flow.shed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MachineTest {
    private long now = -5_000;
    private double busy;

    @Nullable
    private MemoryUsage left;

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static MemoryUsage left(long used) {
        return new MemoryUsage(0, used, 1_000, 1_000);
    }

    @Test
    void howeverManyAskItIsLookedAtTenTimesASecond() {
        var looks = new AtomicInteger();
        var machine = new Machine(() -> looks.incrementAndGet(), () -> 0.25, () -> now);

        for (int i = 0; i < 5_000; i++) {
            pass(Duration.ofNanos(200_000));
            assertThat(machine.load(0.5, 0.75).cpu()).isEqualTo(0.25);
        }

        assertThat(looks).hasValue(10);
        assertThat(machine.load(0.5, 0.75)).isEqualTo(new Load(0.5, 10, 0.25, 0.75));
    }

    @Test
    void whatTheLastCollectionLeftIsWhatIsTaken() {
        var gauge = new HeapLeft(() -> left, () -> now);
        assertThat(gauge.getAsDouble()).isZero();

        left = left(900);
        assertThat(gauge.getAsDouble()).isEqualTo(0.9);

        left = left(300);
        assertThat(gauge.getAsDouble()).isEqualTo(0.3);
    }

    @Test
    void aCollectionIsForgottenIfNoOtherWasNeeded() {
        var gauge = new HeapLeft(() -> left, () -> now);
        left = left(950);
        assertThat(gauge.getAsDouble()).isEqualTo(0.95);

        pass(Duration.ofMillis(9_999));
        assertThat(gauge.getAsDouble()).isEqualTo(0.95);
        pass(Duration.ofMillis(2));
        assertThat(gauge.getAsDouble()).isZero();

        left = left(951);
        assertThat(gauge.getAsDouble()).isEqualTo(0.951);
    }

    @Test
    void thisProgramsOwnHeapIsLookedAt() {
        var gauge = HeapLeft.own(() -> now);
        var kept = new byte[16 << 20];

        System.gc();

        assertThat(gauge.getAsDouble()).isBetween(1e-6, 1.0);
        assertThat(kept).hasSize(16 << 20);
    }

    @Test
    void theLoadOfTheProcessorsIsAMean() {
        var load = new ProcessorLoad(() -> busy);
        busy = 1;
        assertThat(load.getAsDouble()).isEqualTo(0.1);
        for (int i = 0; i < 50; i++) {
            load.getAsDouble();
        }
        assertThat(load.getAsDouble()).isEqualTo(1, offset(0.01));
        busy = -1;
        assertThat(load.getAsDouble()).isEqualTo(1, offset(0.01));
    }
}
