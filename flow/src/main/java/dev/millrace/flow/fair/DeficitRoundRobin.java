package dev.millrace.flow.fair;

/**
 * Turns among sources, so that each gets its part of what is sent, counted in bytes or whatever the turns are counted in,
 * however large its pieces are; and a source that cannot send, because its topic is slow, keeps no other from it.
 *
 * <p>This is deficit round robin (Shreedhar and Varghese, 1995): each turn adds a quantum to what a source may send; what
 * it could not use for want of room for a whole piece, it keeps for its next turn; who has nothing waiting keeps nothing.
 * Not thread-safe: it belongs to the worker that sends.
 */
public final class DeficitRoundRobin {
    private final long quantum;
    private final int[] weights;
    private final long[] deficits;
    private int turn = -1;

    /**
     * Begins before the first source's turn.
     *
     * @param quantum what a source of weight 1 may send a turn; best no less than the largest piece
     * @param weights of the sources, at least 1 each
     */
    public DeficitRoundRobin(long quantum, int... weights) {
        if (quantum < 1 || weights.length == 0) {
            throw new IllegalArgumentException("needs a positive quantum and at least one source");
        }
        for (int weight : weights) {
            if (weight < 1) {
                throw new IllegalArgumentException("a weight must be at least 1, was " + weight);
            }
        }
        this.quantum = quantum;
        this.weights = weights.clone();
        this.deficits = new long[weights.length];
    }

    /** Gives the turn to the next source, and returns its number. */
    public int next() {
        turn = (turn + 1) % weights.length;
        // What a blocked source may save up is bounded, or it would crowd out the others once it is free.
        deficits[turn] = Math.min(deficits[turn] + quantum * weights[turn], 2 * quantum * weights[turn]);
        return turn;
    }

    /** What the source whose turn it is may send now. */
    public long allowance() {
        return deficits[turn];
    }

    /** The source whose turn it is sent a piece of that size. */
    public void sent(long size) {
        deficits[turn] -= size;
    }

    /** The source whose turn it is has nothing more waiting. */
    public void drained() {
        deficits[turn] = Math.min(0, deficits[turn]);
    }
}
