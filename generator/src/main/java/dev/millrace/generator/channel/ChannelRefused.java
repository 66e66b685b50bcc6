package dev.millrace.generator.channel;

/** Kafka will not let this source go on, now or later: it was fenced by another instance, or is not authorised. */
public sealed class ChannelRefused extends RuntimeException permits ChannelFenced {
    private static final long serialVersionUID = 1L;

    public ChannelRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
