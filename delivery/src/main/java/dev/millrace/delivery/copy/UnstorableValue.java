package dev.millrace.delivery.copy;

/** A value that PostgreSQL's type for it cannot hold. The message says which and why, without the value itself. */
public final class UnstorableValue extends Exception {
    private static final long serialVersionUID = 1L;

    public UnstorableValue(String reason) {
        super(reason);
    }

    /** What is wrong with the value, in words for a person. */
    public String reason() {
        var message = getMessage();
        return message == null ? "unstorable" : message;
    }
}
