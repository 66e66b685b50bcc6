package dev.millrace.ledger.verify;

import java.util.Collection;

/**
 * Where events are, as numbers. What was generated and ingested is what was delivered, lost, dead-lettered, shed,
 * rejected, skipped, dropped, poisoned, held back, in flight and undetermined, together.
 *
 * @param generated    made by Millrace
 * @param ingested     taken in from outside
 * @param delivered    seen on their topic
 * @param lost         nowhere to be seen, although everything up to where they should be was read
 * @param duplicated   seen once more, without having been announced
 * @param outOfOrder   seen behind a later one of their source in their partition, without having been announced
 * @param deadLettered seen on the dead-letter topic instead, put there by their source
 * @param shed         given up before they were sent, under pressure
 * @param rejected     counted by their source and then not sent, for a limit
 * @param inFlight     claimed, and not yet seen
 * @param undetermined not seen, where records were gone before they could be read
 * @param skipped      due in a time that was not made up for, and so never sent
 * @param dropped      left out by a source that was told to leave some out
 * @param poisoned     seen as records that cannot be read, on purpose
 * @param heldBack     announced to come later, and not yet sent
 * @param copies       seen once more, as announced; in addition to what was delivered
 */
public record Totals(
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
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Where events are of sources that send every event once and in order. */
    public Totals(
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
            long undetermined) {
        this(
                generated,
                ingested,
                delivered,
                lost,
                duplicated,
                outOfOrder,
                deadLettered,
                shed,
                rejected,
                inFlight,
                undetermined,
                0,
                0,
                0,
                0,
                0);
    }

    /** All of these together. */
    public static Totals sum(Collection<Totals> parts) {
        return parts.stream().reduce(NONE, Totals::plus);
    }

    private Totals plus(Totals other) {
        return new Totals(
                generated + other.generated,
                ingested + other.ingested,
                delivered + other.delivered,
                lost + other.lost,
                duplicated + other.duplicated,
                outOfOrder + other.outOfOrder,
                deadLettered + other.deadLettered,
                shed + other.shed,
                rejected + other.rejected,
                inFlight + other.inFlight,
                undetermined + other.undetermined,
                skipped + other.skipped,
                dropped + other.dropped,
                poisoned + other.poisoned,
                heldBack + other.heldBack,
                copies + other.copies);
    }
}
