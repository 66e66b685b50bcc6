package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.flow.FlowFigures;
import dev.millrace.generator.loop.SourceState;
import java.util.Collection;
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

    /** A run that is over, as far as its sources had come. */
    static RunStatus past(Run run, Collection<Progress> reached) {
        var statuses = reached.stream()
                .filter(progress -> progress.run().equals(run.id()))
                .map(progress -> new SourceStatus(
                        progress.source(),
                        progress.kind(),
                        progress.topic(),
                        null,
                        null,
                        new Tally(progress.next(), progress.deadLettered(), progress.active()),
                        progress.ended() ? new SourceState.Ended() : new SourceState.Stopped(),
                        0,
                        FlowFigures.NONE))
                .toList();
        return new RunStatus(run, statuses);
    }
}
