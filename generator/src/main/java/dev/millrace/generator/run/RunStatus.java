package dev.millrace.generator.run;

import java.util.List;

/** A run and its sources, as they stand. */
public record RunStatus(Run run, List<SourceStatus> sources) {
    public RunStatus {
        sources = List.copyOf(sources);
    }
}
