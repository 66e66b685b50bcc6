package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;

/**
 * Sessions that follow each other, each key's own: time is cut into epochs of at most {@value #PER_EPOCH} of the
 * longest sessions, and within an epoch one length is drawn after the other. Immutable, thread-safe.
 */
final class Sessions {
    private static final int PER_EPOCH = 64;

    /** Lengths that differ more would make too many short ones in an epoch of long ones. */
    static final long MOST_SPREAD = 100;

    private final long least;
    private final long choices;
    private final long epoch;
    private final long seed;

    Sessions(Stay stay, long seed) {
        this.least = stay.least().length();
        this.choices = stay.greatest() - least + 1;
        this.epoch = Math.multiplyExact(stay.greatest(), PER_EPOCH);
        this.seed = seed;
    }

    /** A seed that is the session's own: for the key, at a place. */
    long at(long key, long place) {
        long own = Draw.bits(seed, key);
        long shifted = place + Draw.below(epoch, own, -1);
        long draws = Draw.bits(own, Math.floorDiv(shifted, epoch));
        long left = Math.floorMod(shifted, epoch);
        long session = 0;
        for (long stay = length(draws, 0); left >= stay; stay = length(draws, session)) {
            left -= stay;
            session++;
        }
        return Draw.bits(draws, ~session);
    }

    private long length(long draws, long session) {
        return least + Draw.below(choices, draws, session);
    }
}
