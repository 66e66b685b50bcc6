package dev.millrace.generator.channel;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which source of which run a channel is for, or which shard of it.
 *
 * @param topic  where the events go
 * @param others further topics they may go to, where an event says which
 * @param shard  which part of the source
 */
public record ChannelKey(String run, String source, SourceKind kind, String topic, Set<String> others, Shard shard) {
    public ChannelKey {
        others = Set.copyOf(others);
    }

    /** The channel of a source with one topic. */
    public ChannelKey(String run, String source, SourceKind kind, String topic) {
        this(run, source, kind, topic, Set.of(), Shard.ONLY);
    }

    /** The channel of a source with several topics, at least one. */
    public static ChannelKey of(String run, String source, SourceKind kind, List<String> topics) {
        var others = new LinkedHashSet<>(topics);
        others.remove(topics.getFirst());
        return new ChannelKey(run, source, kind, topics.getFirst(), others, Shard.ONLY);
    }

    /** The same for one shard of the source. */
    public ChannelKey shard(Shard part) {
        return new ChannelKey(run, source, kind, topic, others, part);
    }

    /** All topics its events may go to. */
    public Set<String> topics() {
        var topics = new LinkedHashSet<String>();
        topics.add(topic);
        topics.addAll(others);
        return topics;
    }

    /**
     * The transactional id: the same for whoever sends for this shard of this source in this run, so that a newcomer ends
     * the transaction of one that died and shuts out one that only seemed dead.
     */
    String transactionalId() {
        return "millrace-" + run + '-' + source + (shard.isWhole() ? "" : "/" + shard.number());
    }

    /** The key of its progress record. */
    String progressKey() {
        return Progress.key(run, source, shard);
    }
}
