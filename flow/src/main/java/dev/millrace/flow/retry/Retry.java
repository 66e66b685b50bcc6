package dev.millrace.flow.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The tries at one thing: when to try again, or that it is time to give up. Pauses are random, from nothing to a longest
 * that doubles with each try ("full jitter"), so that many who failed together do not come back together. Immutable.
 *
 * @param tries how many there were
 * @param first when the first was
 * @param last  when the last was
 */
public record Retry(RetrySettings settings, int tries, Instant first, Instant last) {
    /** What to do. */
    public sealed interface Next {
        /** Try again after the pause. */
        record Again(Duration pause) implements Next {}

        /** Put it aside. */
        record GiveUp(int tries, Instant first, Instant last) implements Next {}
    }

    /** The first try was made. */
    public static Retry begun(RetrySettings settings, Instant now) {
        return new Retry(settings, 1, now, now);
    }

    /** Another try was made. */
    public Retry tried(Instant now) {
        return new Retry(settings, tries + 1, first, now);
    }

    /** What to do now that the last try has failed. */
    public Next next(RandomGenerator random) {
        if (tries >= settings.tries()) {
            return new Next.GiveUp(tries, first, last);
        }
        double bound = settings.longest().toNanos();
        double doubled = Math.scalb((double) settings.first().toNanos(), tries - 1);
        return new Next.Again(Duration.ofNanos((long) (Math.min(bound, doubled) * random.nextDouble())));
    }
}
