package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final Lease lease = new Lease(1_000, 3_000, 100, 1, 7);

    @Test
    void nothingIsFreeBeforeItsTimeAndNothingAfter() {
        assertThat(lease.take(10, 999)).isZero();
        assertThat(lease.take(10, 3_000)).isZero();
    }

    @Test
    void permitsComeFreeEvenlyOverTheFirstHalf() {
        assertThat(lease.take(1_000, 1_000)).isEqualTo(1);
        assertThat(lease.take(1_000, 1_500)).isEqualTo(50);
        assertThat(lease.nanosUntilFree(1_500)).isEqualTo(10);
        assertThat(lease.take(1_000, 1_510)).isEqualTo(1);
        assertThat(lease.take(1_000, 2_000)).isEqualTo(48);
        assertThat(lease.isOver(2_000)).isTrue();
    }

    @Test
    void manyThreadsTogetherTakeAllOfItAndNoMore() throws Exception {
        var large = new Lease(0, 10, 1_000_000, 1, 7);
        var sum = new AtomicLong();
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    try {
                        begin.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    for (int got = large.take(7, 9); got > 0; got = large.take(7, 9)) {
                        sum.addAndGet(got);
                    }
                });
            }
            begin.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(sum).hasValue(1_000_000);
    }
}
