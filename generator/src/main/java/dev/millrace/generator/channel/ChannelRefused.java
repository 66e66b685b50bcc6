package dev.millrace.generator.channel;

/** Kafka will not let this source go on, now or later: it was fenced by another instance, or is not authorised. */
public final class ChannelRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChannelRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
