package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;

/**
 * Sessions that follow each other, each key's own. Time is cut into epochs of {@value #PER_EPOCH} sessions of the mean
 * length, and an epoch into sessions: one length is drawn after the other, and drawn anew from fewer lengths where what it
 * would leave of the epoch could not be cut into sessions. So every session is as long as it is said, the last of an epoch
 * too. Immutable, thread-safe.
 */
final class Sessions {
    private static final int PER_EPOCH = 64;

    /** Lengths that differ more would make too many short ones in an epoch of long ones. */
    static final long MOST_SPREAD = 100;

    private final long least;
    private final long most;
    private final long epoch;
    private final long seed;

    Sessions(Stay stay, long seed) {
        this.least = stay.least().length();
        this.most = stay.greatest();
        // A multiple of the mean: so many sessions always fit, however near to each other least and most are.
        this.epoch = Math.multiplyExact(least + most, PER_EPOCH / 2);
        this.seed = seed;
    }

    /** A seed that is the session's own: for the key, at a place. */
    long at(long key, long place) {
        long own = Draw.bits(seed, key);
        long shifted = place + Draw.below(epoch, own, -1);
        long draws = Draw.bits(own, Math.floorDiv(shifted, epoch));
        long before = Math.floorMod(shifted, epoch);
        long left = epoch;
        long session = 0;
        for (long stay = length(draws, 0, left); before >= stay; stay = length(draws, session, left)) {
            before -= stay;
            left -= stay;
            session++;
        }
        return Draw.bits(draws, ~session);
    }

    /** @param left what is left of the epoch, which can be cut into sessions */
    private long length(long draws, long session, long left) {
        long free = least + Draw.below(most - least + 1, draws, session);
        if (free <= left && canBeCut(left - free)) {
            return free;
        }
        long sessions = Math.clamp(2 * left / (least + most), fewest(left), left / least);
        long shortest = Math.max(least, left - (sessions - 1) * most);
        long longest = Math.min(most, left - (sessions - 1) * least);
        return shortest + Draw.below(longest - shortest + 1, Draw.bits(draws, session), -1);
    }

    private boolean canBeCut(long length) {
        return fewest(length) <= length / least;
    }

    private long fewest(long length) {
        return Math.ceilDiv(length, most);
    }
}
