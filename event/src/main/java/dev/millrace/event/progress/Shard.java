package dev.millrace.event.progress;

/**
 * A part of a source in a run that one instance sends: of all indices those that leave the shard's number when divided
 * by how many shards there are. So whoever sends which shard, the events are the same, and together the shards have each
 * index once.
 *
 * @param number from 0
 * @param of     how many shards the source has in the run, up to {@value #MOST}
 */
public record Shard(int number, int of) {
    /** The most shards a source can have. */
    public static final int MOST = 1024;

    /** The whole of a source that is not split. */
    public static final Shard ONLY = new Shard(0, 1);

    /**
     * Header of the records of a source that is split: how many shards it has, decimal. So a reader who meets an event
     * before anything else of its source can tell which shard it belongs to.
     */
    public static final String HEADER = "shards";

    public Shard {
        if (of < 1 || of > MOST || number < 0 || number >= of) {
            throw new IllegalArgumentException("there is no shard " + number + " of " + of);
        }
    }

    /** The shard that an index belongs to, where there are so many. */
    public static Shard of(long index, int shards) {
        return shards == 1 ? ONLY : new Shard((int) (index % shards), shards);
    }

    /** Whether it is the whole source. */
    public boolean isWhole() {
        return of == 1;
    }

    /** The index of the event that stands at a place in the shard's own sequence, counted from 0. */
    public long index(long place) {
        // A source that is whole pays no arithmetic: readers ask this for every event.
        return of == 1 ? place : place * of + number;
    }

    /** How many of the shard's events have an index below this one; for one of the shard's own, its place. */
    public long places(long index) {
        if (of == 1) {
            return index;
        }
        return index <= number ? 0 : (index - number - 1) / of + 1;
    }

    /** {@code 3 of 8}, the numbers counted from 0. */
    @Override
    public String toString() {
        return number + " of " + of;
    }
}
