package dev.millrace.gateway.port;

/**
 * Numbers of events, by fate. What was generated and ingested is what was delivered, lost, dead-lettered, shed,
 * rejected, skipped, dropped, poisoned, held back, in flight and undetermined, together.
 *
 * @param generated    made by Millrace
 * @param ingested     taken in from outside
 * @param delivered    seen on their topic, committed
 * @param lost         sent, but not seen
 * @param duplicated   seen more than once
 * @param outOfOrder   seen after a later one of their key
 * @param deadLettered put aside on a dead-letter topic
 * @param shed         dropped on purpose, under load
 * @param rejected     counted by their source and then not sent. What the gateway refuses was never taken in, and is
 *                     not counted anywhere here
 * @param inFlight     sent, and not yet due to be seen
 * @param undetermined sent and not seen, where records were gone before they could be read
 * @param skipped      due in a time that was not made up for, and so never sent
 * @param dropped      left out by a source that was told to leave some out
 * @param poisoned     seen as records that cannot be read, on purpose
 * @param heldBack     announced to come later, and not yet sent
 * @param copies       seen once more, as announced; in addition to what was delivered
 */
public record EventTotals(
        long generated,
        long ingested,
        long delivered,
        long lost,
        long duplicated,
        long outOfOrder,
        long deadLettered,
        long shed,
        long rejected,
        long inFlight,
        long undetermined,
        long skipped,
        long dropped,
        long poisoned,
        long heldBack,
        long copies) {
    /** No event anywhere. */
    public static final EventTotals NONE = new EventTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
