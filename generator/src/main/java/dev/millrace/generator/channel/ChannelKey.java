package dev.millrace.generator.channel;

import dev.millrace.event.progress.SourceKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which source of which run a channel is for.
 *
 * @param topic  where the events go
 * @param others further topics they may go to, where an event says which
 */
public record ChannelKey(String run, String source, SourceKind kind, String topic, Set<String> others) {
    public ChannelKey {
        others = Set.copyOf(others);
    }

    /** The channel of a source with one topic. */
    public ChannelKey(String run, String source, SourceKind kind, String topic) {
        this(run, source, kind, topic, Set.of());
    }

    /** The channel of a source with several topics, at least one. */
    public static ChannelKey of(String run, String source, SourceKind kind, List<String> topics) {
        var others = new LinkedHashSet<>(topics);
        others.remove(topics.getFirst());
        return new ChannelKey(run, source, kind, topics.getFirst(), others);
    }

    /** All topics its events may go to. */
    public Set<String> topics() {
        var topics = new LinkedHashSet<String>();
        topics.add(topic);
        topics.addAll(others);
        return topics;
    }

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
