package dev.millrace.generator.run;

/** A run that cannot be: it names a source that is not there or cannot be started. */
public final class InvalidRunRequest extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidRunRequest(String message) {
        super(message);
    }
}
