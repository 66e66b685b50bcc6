package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.replay.ReplayPosition;
import dev.millrace.generator.source.SourceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a run stood, and when it goes on. Pure. */
final class Resumption {
    /** So that channels are open when the first events are due. */
    static final Duration LEAD = Duration.ofMillis(500);

    private Resumption() {}

    /**
     * The run with a timeline that goes on now: right after the due time of the latest event any of its sources was at,
     * which keeps its time. So a source that was behind the others still is, and the pause is nobody's backlog.
     *
     * @param definitions the sources as the run has them
     * @param seed        of the file
     * @param reached     how far sources were, whether committed or not
     */
    static Run goOn(
            Run run, Map<String, SourceDefinition> definitions, long seed, Collection<Progress> reached, Instant now) {
        long active = reached.stream()
                .filter(progress -> progress.run().equals(run.id()) && progress.next() > 0)
                .mapToLong(progress -> after(lastDue(run, definitions.get(progress.source()), seed, progress)))
                .max()
                .orElse(0);
        return run.with(run.timeline().resumed(active, now.plus(LEAD)));
    }

    /** Where to go on after an event; before 0 it is the run's beginning that its time is kept by. */
    private static long after(long due) {
        return due < 0 ? due : due + 1;
    }

    private static long lastDue(Run run, @Nullable SourceDefinition definition, long seed, Progress progress) {
        if (definition == null) {
            return 0;
        }
        if (definition.replay() != null) {
            return ReplayPosition.of(progress.position()).due();
        }
        return definition
                .pacing()
                .map(pacing -> pacing.dueTimes(seed, progress.source(), run::timeline)
                        .offsetNanos(progress.shard().index(progress.next() - 1)))
                .orElse(0L);
    }
}
