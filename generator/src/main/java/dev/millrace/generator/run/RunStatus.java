package dev.millrace.generator.run;

import java.util.Comparator;
import java.util.List;

/** A run and its sources, as they stand. */
public record RunStatus(Run run, List<SourceStatus> sources) {
    static final Comparator<RunStatus> OLDEST_FIRST = Comparator.comparing(
                    (RunStatus status) -> status.run().startedAt())
            .thenComparing(status -> status.run().id());

    public RunStatus {
        sources = List.copyOf(sources);
    }
}
