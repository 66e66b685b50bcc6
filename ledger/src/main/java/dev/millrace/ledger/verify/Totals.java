package dev.millrace.ledger.verify;

import java.util.Collection;

/**
 * Where events are, as numbers. What was generated and ingested is what was delivered, lost, dead-lettered, shed,
 * rejected, in flight and undetermined, together.
 *
 * @param generated    made by Millrace
 * @param ingested     taken in from outside
 * @param delivered    seen on their topic
 * @param lost         nowhere to be seen, although everything up to where they should be was read
 * @param duplicated   seen once more
 * @param outOfOrder   seen behind a later one of their source in their partition
 * @param deadLettered seen on the dead-letter topic instead, put there by their source
 * @param shed         given up before they were sent, under pressure; 0 as long as no source does that
 * @param rejected     counted by their source and then not sent; 0 as long as no source does that
 * @param inFlight     claimed, and not yet seen
 * @param undetermined not seen, where records were gone before they could be read
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
        long undetermined) {
    /** No event anywhere. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

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
                undetermined + other.undetermined);
    }
}
