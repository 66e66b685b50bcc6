package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
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
     * The run with a timeline that goes on now: from the due time of the latest event any of its sources was at. So a
     * source that was behind the others still is, and the pause is nobody's backlog.
     *
     * @param definitions the sources as the run has them
     * @param reached     how far sources were, whether committed or not
     */
    static Run goOn(Run run, Map<String, SourceDefinition> definitions, Collection<Progress> reached, Instant now) {
        long active = reached.stream()
                .filter(progress -> progress.run().equals(run.id()) && progress.next() > 0)
                .mapToLong(progress -> lastDue(definitions.get(progress.source()), progress.next()))
                .max()
                .orElse(0);
        return run.with(run.timeline().resumed(active, now.plus(LEAD)));
    }

    private static long lastDue(@Nullable SourceDefinition definition, long next) {
        var rate = definition == null ? null : definition.rate();
        return rate == null ? 0 : rate.offsetNanos(next - 1);
    }
}
