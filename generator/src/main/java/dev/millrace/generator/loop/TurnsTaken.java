package dev.millrace.generator.loop;

import java.util.Map;

/**
 * Which turns of a source were taken: all up to one, and all of the first events.
 *
 * @param upTo  the latest in their order; everything before it was taken
 * @param below of the events below this index all turns were taken, for they were flushed
 */
record TurnsTaken(Turn upTo, long below) {
    private static final String UP_TO = "turn";
    private static final String BELOW = "flushed-below";

    /** What a position says. */
    static TurnsTaken of(Map<String, String> position) {
        var turn = position.get(UP_TO);
        return new TurnsTaken(turn == null ? Turn.NONE : turn(turn), Long.parseLong(position.getOrDefault(BELOW, "0")));
    }

    private static Turn turn(String text) {
        int slash = text.indexOf('/');
        return new Turn(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    Map<String, String> position() {
        return Map.of(UP_TO, upTo.nanos() + "/" + upTo.entry(), BELOW, Long.toString(below));
    }

    /** Whether a turn is yet to be taken of an event that was passed over and not flushed. */
    boolean isOpen(Turn turn) {
        return turn.compareTo(upTo) > 0;
    }
}
