package dev.millrace.ledger.store;

/** Another ledger has begun to keep the account in the same database: this one has to stop, its figures are old. */
public final class LedgerTakenOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerTakenOverException(String successor) {
        super("ledger '" + successor + "' keeps the account in this database now, so this one has stopped; a database"
                + " holds one account: give each ledger a database of its own, or run one only");
    }
}
