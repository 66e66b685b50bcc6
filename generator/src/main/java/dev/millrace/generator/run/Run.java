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
 * @param instance    whose doors it is of, where it is of the sources that each instance takes posts for; null otherwise
 * @param changes     how rates were changed while it went on, in the order they hold from
 */
public record Run(
        String id,
        String program,
        RunOrigin origin,
        String fingerprint,
        Instant startedAt,
        RunState state,
        List<SourceOrder> sources,
        @Nullable Timeline timeline,
        @Nullable String instance,
        @Nullable List<RateChange> changes) {

    /** The compacted topic that runs are kept on, by id. */
    public static final String TOPIC = "millrace.runs";

    public Run {
        sources = List.copyOf(sources);
        timeline = timeline == null ? Timeline.from(startedAt) : timeline;
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** A run that is shared by all instances. */
    public Run(
            String id,
            String program,
            RunOrigin origin,
            String fingerprint,
            Instant startedAt,
            RunState state,
            List<SourceOrder> sources,
            @Nullable Timeline timeline) {
        this(id, program, origin, fingerprint, startedAt, state, sources, timeline, null, null);
    }

    /** When it was active. */
    @Override
    public Timeline timeline() {
        return Objects.requireNonNull(timeline);
    }

    @Override
    public List<RateChange> changes() {
        return Objects.requireNonNull(changes);
    }

    /** The same run in another state. */
    public Run in(RunState other) {
        return new Run(id, program, origin, fingerprint, startedAt, other, sources, timeline, instance, changes);
    }

    /** The same run with other sources. */
    Run with(List<SourceOrder> others) {
        return new Run(id, program, origin, fingerprint, startedAt, state, others, timeline, instance, changes);
    }

    /** The same run with another account of when it was active. */
    Run with(Timeline other) {
        return new Run(id, program, origin, fingerprint, startedAt, state, sources, other, instance, changes);
    }

    /** The same run with other changes of rates. */
    Run changed(List<RateChange> others) {
        return new Run(id, program, origin, fingerprint, startedAt, state, sources, timeline, instance, others);
    }

    /** The same run for the doors of one instance. */
    Run of(String owner) {
        return new Run(id, program, origin, fingerprint, startedAt, state, sources, timeline, owner, changes);
    }

    /** Whether it is of one instance alone. */
    public boolean isOfOneInstance() {
        return instance != null;
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
