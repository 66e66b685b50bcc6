package dev.millrace.generator.run;

/** A run that may have to be gone on with cannot be read: most likely a newer version of Millrace has written it. */
public final class RunLogUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunLogUnreadable(String id, long offset, Throwable cause) {
        super(
                "Run " + id + " cannot be read (topic " + Run.TOPIC + ", offset " + offset + "). Start the version of"
                        + " Millrace that wrote it, or a newer one: without it, what the run has sent would be sent"
                        + " again",
                cause);
    }
}
