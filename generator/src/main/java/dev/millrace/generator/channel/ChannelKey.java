package dev.millrace.generator.channel;

import dev.millrace.event.progress.SourceKind;

/**
 * Which source of which run a channel is for.
 *
 * @param topic where the events go
 */
public record ChannelKey(String run, String source, SourceKind kind, String topic) {
    /**
     * The transactional id: the same for whoever sends for this source of this run, so that a newcomer ends
     * the transaction of one that died and shuts out one that only seemed dead.
     */
    String transactionalId() {
        return "millrace-" + run + '-' + source;
    }

    /** The key of its progress record. */
    String progressKey() {
        return run + '/' + source;
    }
}
