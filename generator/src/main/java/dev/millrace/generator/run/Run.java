package dev.millrace.generator.run;

import dev.millrace.generator.workload.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One execution of sources.
 *
 * @param id          the run's id, part of the ids of its events
 * @param program     the name of the file's program, to whom the run belongs
 * @param origin      who asked for it
 * @param fingerprint of the sources' definitions; a run whose file has changed is not gone on with
 * @param startedAt   when it was first started
 * @param state       whether it goes on
 * @param sources     which sources, with what was ordered for them
 * @param timeline    when it was active; without it, from its first start without a pause
 */
public record Run(
        String id,
        String program,
        RunOrigin origin,
        String fingerprint,
        Instant startedAt,
        RunState state,
        List<SourceOrder> sources,
        @Nullable Timeline timeline) {

    /** The compacted topic that runs are kept on, by id. */
    public static final String TOPIC = "millrace.runs";

    public Run {
        sources = List.copyOf(sources);
        timeline = timeline == null ? Timeline.from(startedAt) : timeline;
    }

    /** When it was active. */
    @Override
    public Timeline timeline() {
        return Objects.requireNonNull(timeline);
    }

    /** The same run in another state. */
    public Run in(RunState other) {
        return new Run(id, program, origin, fingerprint, startedAt, other, sources, timeline);
    }

    /** The same run with other sources. */
    Run with(List<SourceOrder> others) {
        return new Run(id, program, origin, fingerprint, startedAt, state, others, timeline);
    }

    /** The same run with another account of when it was active. */
    Run with(Timeline other) {
        return new Run(id, program, origin, fingerprint, startedAt, state, sources, other);
    }

    /** Whether it can be gone on with, with sources of this fingerprint. */
    boolean fits(String sources) {
        return switch (origin) {
            // What is taken in has its place in one sequence for good, whatever the file says of the rest.
            case INTAKE -> true;
            case FILE, REQUEST -> fingerprint.equals(sources);
        };
    }

    /** Whether a source is part of it. */
    public boolean has(String source) {
        return sources.stream().anyMatch(order -> order.source().equals(source));
    }
}
