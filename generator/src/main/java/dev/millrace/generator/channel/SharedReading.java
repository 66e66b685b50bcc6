package dev.millrace.generator.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads something once for all who ask at the same time. Who comes while it is being read waits for the next round, which
 * begins after they came, and so has all that was there by then; one round serves all who wait for it. However many ask,
 * it is read by one at a time. Thread-safe.
 *
 * @param <T> what is found under a key
 */
final class SharedReading<T> {
    private final Function<Set<String>, Map<String, T>> source;
    private final ReentrantLock turn = new ReentrantLock(true);
    private Round<T> next = new Round<>();

    /** @param source reads anew what there is under some keys; what it throws is thrown to all who asked for them */
    SharedReading(Function<Set<String>, Map<String, T>> source) {
        this.source = source;
    }

    /**
     * What there is under a key, as it was when this was called, or later.
     *
     * @param patience for how long others' rounds are waited for
     * @throws TimeoutException if that is over
     */
    Optional<T> read(String key, Duration patience) {
        var round = join(key);
        try {
            if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("others read the same for more than " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        try {
            if (!round.over) {
                begin(round);
                round.run(source);
            }
            return round.found(key);
        } finally {
            turn.unlock();
        }
    }

    private synchronized Round<T> join(String key) {
        next.keys.add(key);
        return next;
    }

    /** From here on, who comes waits for the next. */
    private synchronized void begin(Round<T> round) {
        if (next == round) {
            next = new Round<>();
        }
    }

    /** All but the keys, to which is added before it is begun, belongs to whose turn it is. */
    private static final class Round<T> {
        private final Set<String> keys = new HashSet<>();
        private Map<String, T> found = Map.of();
        private @Nullable RuntimeException failure;
        private boolean over;

        void run(Function<Set<String>, Map<String, T>> source) {
            try {
                found = new HashMap<>(source.apply(Set.copyOf(keys)));
            } catch (InterruptException e) {
                // It is this thread that is to end; the others' turn comes.
                throw e;
            } catch (RuntimeException e) {
                failure = e;
            }
            over = true;
        }

        Optional<T> found(String key) {
            if (failure != null) {
                throw failure;
            }
            return Optional.ofNullable(found.get(key));
        }
    }
}
