package dev.millrace.generator.run;

import dev.millrace.generator.loop.SourceState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A run and its sources, as they stand. */
public record RunStatus(Run run, List<SourceStatus> sources) {
    static final Comparator<RunStatus> OLDEST_FIRST = Comparator.comparing(
                    (RunStatus status) -> status.run().startedAt())
            .thenComparing(status -> status.run().id());

    public RunStatus {
        sources = List.copyOf(sources);
    }

    /** Whether no shard of it is being sent, here or elsewhere, as far as is known: all it has sent is committed. */
    public boolean isThrough() {
        return going().isEmpty();
    }

    /** The shards that are being sent, or may be. */
    Set<RunShard> going() {
        var going = new HashSet<RunShard>();
        for (var source : sources) {
            source.shards().stream()
                    .filter(shard -> isGoing(shard.state()))
                    .forEach(shard -> going.add(new RunShard(source.source(), shard.shard())));
        }
        return going;
    }

    private static boolean isGoing(SourceState state) {
        return switch (state) {
            case SourceState.Starting starting -> true;
            case SourceState.Sending sending -> true;
            case SourceState.Elsewhere elsewhere -> true;
            case SourceState.Waiting waiting -> true;
            case SourceState.Failed failed -> false;
            case SourceState.Stopped stopped -> false;
            case SourceState.Ended ended -> false;
        };
    }
}
