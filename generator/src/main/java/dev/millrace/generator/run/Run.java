package dev.millrace.generator.run;

import java.time.Instant;
import java.util.List;

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
 */
public record Run(
        String id,
        String program,
        RunOrigin origin,
        String fingerprint,
        Instant startedAt,
        RunState state,
        List<SourceOrder> sources) {

    /** The compacted topic that runs are kept on, by id. */
    public static final String TOPIC = "millrace.runs";

    public Run {
        sources = List.copyOf(sources);
    }

    /** The same run in another state. */
    public Run in(RunState other) {
        return new Run(id, program, origin, fingerprint, startedAt, other, sources);
    }

    /** The same run with other sources. */
    Run with(List<SourceOrder> others) {
        return new Run(id, program, origin, fingerprint, startedAt, state, others);
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
