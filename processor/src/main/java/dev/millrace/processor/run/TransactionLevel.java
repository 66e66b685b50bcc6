package dev.millrace.processor.run;

import java.util.List;

/**
 * Which transactions a cluster must have. From level 2 on a producer has a new epoch for each transaction, and a
 * partition takes nothing but the first of its records first; before that, a late request of a transaction that was
 * given up could end up in the next one, or one request overtake another.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-890%3A+Transactions+Server-Side+Defense">KIP-890</a>
 */
final class TransactionLevel {
    private static final int NEEDED = 2;

    private TransactionLevel() {}

    /** What there is to say about a cluster on this level; nothing if it will do. */
    static List<String> warnings(int level) {
        return level >= NEEDED
                ? List.of()
                : List.of("Kafka runs on transaction.version " + level + ", on which exactly-once can, rarely, fail."
                        + " Raise it with: kafka-features.sh upgrade --feature transaction.version=" + NEEDED);
    }
}
