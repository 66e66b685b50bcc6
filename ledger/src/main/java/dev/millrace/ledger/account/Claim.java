package dev.millrace.ledger.account;

import dev.millrace.event.progress.Progress;
import java.util.HashSet;
import java.util.Set;

/**
 * What a source says it has done.
 *
 * @param progress its last word
 * @param topics   every topic it ever named: a run that goes on with a changed file may have moved
 */
public record Claim(Progress progress, Set<String> topics) {
    public Claim {
        topics = Set.copyOf(topics);
    }

    /** The first word of a source. */
    public static Claim of(Progress progress) {
        return new Claim(progress, Set.of(progress.topic()));
    }

    /** What is claimed once the source has spoken again. */
    public Claim then(Progress later) {
        if (topics.contains(later.topic())) {
            return new Claim(later, topics);
        }
        var all = new HashSet<>(topics);
        all.add(later.topic());
        return new Claim(later, all);
    }

    public SourceKey key() {
        return new SourceKey(progress.run(), progress.source());
    }
}
