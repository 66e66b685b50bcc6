package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that is changed while greedy instances use it, in virtual time. */
class LimitChangeTest {
    private static final long SECOND = 1_000_000_000L;

    private final Sendings sendings = new Sendings();
    private final List<Sender> senders = new ArrayList<>();

    private static LimitSettings limit(double rate, Duration window) {
        return new LimitSettings(new Rate(rate), window, new Share(0), List.of("orders"));
    }

    @ParameterizedTest(name = "from {1} to {2}, {0} instances, Redis there: {3}, seed {4}")
    @CsvSource({
        "1, 50000, 5000, true, 1",
        "3, 50000, 5000, true, 2",
        "3, 5000, 50000, true, 3",
        "8, 20000, 30000, true, 4",
        "1, 50000, 5000, false, 5",
        "3, 5000, 50000, false, 6"
    })
    void noWindowHasMoreThanTheGreaterLimitAndSoonAllHoldToTheNewOne(
            int count, double before, double after, boolean reachable, long seed) {
        var random = new SplittableRandom(seed);
        var world = new World(random.split());
        for (int i = 0; i < count; i++) {
            senders.add(new Sender(
                    world,
                    random.split(),
                    sendings,
                    "instance-" + i,
                    limit(before, Duration.ofSeconds(1)),
                    Double.POSITIVE_INFINITY));
        }
        world.runUntil(2 * SECOND);
        world.reachable(reachable);
        world.runUntil(4 * SECOND);
        long held = sendings.between(0, 4 * SECOND);

        senders.forEach(sender -> sender.change(limit(after, Duration.ofSeconds(1))));
        world.runUntil(9 * SECOND);

        assertThat(held).isPositive();
        assertThat(sendings.worst(SECOND)).isLessThanOrEqualTo((long) Math.max(before, after));
        double share = sendings.between(6 * SECOND, 9 * SECOND) / (3 * after);
        // Alone, an instance keeps to nine tenths of its share.
        assertThat(share).isBetween(reachable ? 0.985 : 0.85, reachable ? 1.0 : 0.91);
    }

    @Test
    void theWindowStaysAsItIs() {
        var world = new World(new SplittableRandom(7));
        var limit = new SharedLimit("shop", limit(10, Duration.ofSeconds(1)), "one", world.server(), world::now);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> limit.change(limit(10, Duration.ofSeconds(2))))
                .withMessageContaining("window");
    }
}
