package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartingLineTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final StopSignal stop = new StopSignal();

    private StartingLine line(int sources, Duration patience) {
        return new StartingLine(sources, patience, () -> events.add("start"));
    }

    private Thread arrive(StartingLine.Place place) {
        return Thread.ofVirtual().start(() -> {
            place.await(stop);
            events.add("goes on");
        });
    }

    @Test
    void theLastToComeStartsAndNobodyGoesOnBefore() throws Exception {
        var line = line(3, LONG);
        var first = arrive(line.place());
        var second = arrive(line.place());
        assertThat(first.join(Duration.ofMillis(60))).isFalse();
        assertThat(events).isEmpty();

        var third = arrive(line.place());

        for (var thread : List.of(first, second, third)) {
            thread.join();
        }
        assertThat(events).containsExactly("start", "goes on", "goes on", "goes on");
    }

    @Test
    void nobodyWaitsForOneThatLeaves() throws Exception {
        var line = line(2, LONG);
        var first = arrive(line.place());
        var leaving = line.place();

        leaving.leave();
        leaving.leave();

        first.join();
        assertThat(events).containsExactly("start", "goes on");
    }

    @Test
    void nobodyWaitsForEver() throws Exception {
        var line = line(2, Duration.ofMillis(50));

        arrive(line.place()).join();

        assertThat(events).containsExactly("start", "goes on");
        arrive(line.place()).join();
        assertThat(events).containsExactly("start", "goes on", "goes on");
    }

    @Test
    void whoComesAfterTheStartIsNotHeldUpByThoseStillMissing() throws Exception {
        var now = new AtomicLong();
        var line = new StartingLine(3, LONG, () -> events.add("start"), now::get);
        var first = arrive(line.place());
        await().until(() -> {
            now.addAndGet(LONG.toNanos());
            return !first.isAlive();
        });

        arrive(line.place()).join();

        assertThat(events).containsExactly("start", "goes on", "goes on");
    }

    @Test
    void whoWaitsCanBeStopped() throws Exception {
        var waiting = arrive(line(2, LONG).place());

        stop.stop();

        waiting.join();
        assertThat(events).containsExactly("goes on");
    }

    @Test
    void whoComesAgainIsNotHeldUp() throws Exception {
        var line = line(2, LONG);
        var place = line.place();
        place.leave();
        var again = new CountDownLatch(1);

        Thread.ofVirtual().start(() -> {
            place.await(stop);
            again.countDown();
        });

        again.await();
        assertThat(events).isEmpty();
    }
}
