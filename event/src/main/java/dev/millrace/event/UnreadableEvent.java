package dev.millrace.event;

/** Bytes that were to be an event and are not. The message says what is wrong, for the dead-letter topic's reason. */
public final class UnreadableEvent extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableEvent(String reason) {
        super(reason);
    }

    public UnreadableEvent(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** What is wrong with the bytes, in words for a person. */
    public String reason() {
        var message = getMessage();
        return message == null ? "unreadable" : message;
    }
}
