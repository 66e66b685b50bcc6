package dev.millrace.ledger.account;

import dev.millrace.event.progress.Progress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a source says it has done.
 *
 * @param progress its furthest word
 * @param topics   every topic it ever named: a run that goes on with a changed file may have moved
 * @param gapBound which of its events may have been gone before they could be read
 */
public record Claim(Progress progress, Set<String> topics, GapBound gapBound) {
    public Claim {
        topics = Set.copyOf(topics);
    }

    /** The first word of a source, beside what was gone by now. */
    public static Claim of(Progress progress, List<Gap> gaps) {
        var topics = progress.topics();
        return new Claim(progress, topics, GapBound.NONE.after(progress, 0, topics, gaps));
    }

    /**
     * What is claimed once another word of the source was read. One that tells of less was said before: it is read late
     * where the source's words stand on several partitions, and takes nothing back.
     */
    public Claim then(Progress later, List<Gap> gaps) {
        var all = topics;
        if (!topics.containsAll(later.topics())) {
            all = new HashSet<>(topics);
            all.addAll(later.topics());
        }
        if (later.isBehind(progress)) {
            return new Claim(progress, all, gapBound);
        }
        return new Claim(later, all, gapBound.after(later, progress.next(), all, gaps));
    }

    public SourceKey key() {
        return new SourceKey(progress.run(), progress.source(), progress.shard());
    }
}
