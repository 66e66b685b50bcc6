package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import java.util.Map;
import java.util.Optional;

/** What a source does with its channel: the part of a sending loop that differs from kind to kind. */
public interface SourceBody {
    /**
     * Sends from where the channel stands until the source has ended or the stop is asked for, and commits what
     * it sent before it returns. Called again with a new channel after a {@link ChannelLost}.
     *
     * @throws java.io.UncheckedIOException if what it sends from cannot be read, now or later: the source gives up
     */
    void pump(SourceChannel channel, StopSignal stop) throws ChannelLost;

    /**
     * Whether it has more to send although it had said, at the given position, that no more would come: what it is to
     * send may have been changed since.
     */
    default boolean goesOnAfter(Map<String, String> position) {
        return false;
    }

    /** Told when the channel is lost, until {@link #pump} is called again: nothing can be sent now. */
    default void stalled(String reason) {}

    /** What keeps it from having anything to send, in words for a person. May be asked for by any thread. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** How many events wait to be sent, where only the body knows. May be asked for by any thread. */
    default long waiting() {
        return 0;
    }

    /** How many events were turned away of which the ledger does not know yet. May be asked for by any thread. */
    default long turnedAway() {
        return 0;
    }

    /** Told once, when the loop is over for good. */
    default void finished() {}
}
