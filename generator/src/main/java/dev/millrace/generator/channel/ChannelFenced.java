package dev.millrace.generator.channel;

/**
 * Another sender has opened the channel of this source since, or of this shard of it. Whoever is entitled to it may open
 * it anew, and thereby shuts the other out.
 */
public final class ChannelFenced extends ChannelRefused {
    private static final long serialVersionUID = 1L;

    public ChannelFenced(String message, Throwable cause) {
        super(message, cause);
    }
}
