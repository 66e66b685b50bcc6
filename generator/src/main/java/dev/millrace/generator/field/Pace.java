package dev.millrace.generator.field;

import org.jspecify.annotations.Nullable;

/**
 * Which key an event is of, and how far that key has come: what walks, states and sessions go by. Either the place is
 * the due time, for keys of any kind; or it is the number of events of the key before this one, which is known without
 * history where the keys take turns: the key of a sequence with cardinality {@code c} has come to {@code index / c}.
 */
final class Pace {
    private final @Nullable KeyHash key;
    private final long cycle;
    private final boolean timed;

    private Pace(@Nullable KeyHash key, long cycle, boolean timed) {
        this.key = key;
        this.cycle = cycle;
        this.timed = timed;
    }

    /**
     * The pace of a field.
     *
     * @param setting the setting that names the key's field
     * @param by      the key's field; null where all events are of one key
     * @param timed   whether the place is the due time
     * @param remedy  what to write so that it is
     */
    static Pace of(Spot spot, String setting, @Nullable String by, boolean timed, String remedy) {
        if (spot.scope().listed()) {
            throw spot.refused(setting, "what goes from event to event cannot stand in a list");
        }
        if (by == null) {
            return new Pace(null, 1, timed);
        }
        long cycle = spot.cycle(setting, by);
        if (!timed && cycle == 0) {
            throw spot.refused(
                    setting,
                    "how many events of '" + by + "' came before is known only where it is a sequence with a"
                            + " cardinality and no skew; " + remedy);
        }
        return new Pace(new KeyHash(spot.field(setting, by)), cycle, timed);
    }

    /** The key, as 64 bits. */
    long key(long index, long dueMicros) {
        return key == null ? 0 : key.of(index, dueMicros);
    }

    /** The number of events of the key before this one, or the due time in microseconds. */
    long place(long index, long dueMicros) {
        return timed ? dueMicros : index / cycle;
    }

    boolean timed() {
        return timed || (key != null && key.timed());
    }
}
