package dev.millrace.gateway.port;

/** The ledger's answer to: is every event accounted for? */
public enum Verdict {
    /** Yes: none lost, none twice, none out of order. */
    COMPLETE("complete"),
    /** No: the report says what is wrong. */
    INCOMPLETE("incomplete"),
    /** It cannot be told: something that would have to be asked does not answer. */
    UNKNOWN("unknown");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The word for it in answers. */
    @Override
    public String toString() {
        return word;
    }
}
