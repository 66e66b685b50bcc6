package dev.millrace.generator.run;

import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.flow.FlowFigures;
import dev.millrace.generator.loop.SourceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of a run, as it stands.
 *
 * @param targetRate the rate it is to have now, or when the run begins; events a second; null for sources that take events in, and replays
 * @param meanRate   the rate it was to have in the mean since its first event was due; null where there is no target
 * @param waiting    events that this instance has to send, that were due or came, and are not committed
 * @param turnedAway events that this instance turned away and the ledger does not know of yet
 * @param flow       how its flow stands in this instance
 * @param shards     its shards, at least one, by number
 */
public record SourceStatus(
        String source,
        SourceKind kind,
        String topic,
        @Nullable Double targetRate,
        @Nullable Double meanRate,
        long waiting,
        long turnedAway,
        FlowFigures flow,
        List<ShardStatus> shards) {
    public SourceStatus {
        shards = List.copyOf(shards);
    }

    /** A source that is not split, sent here. */
    public SourceStatus(
            String source,
            SourceKind kind,
            String topic,
            @Nullable Double targetRate,
            @Nullable Double meanRate,
            Tally tally,
            SourceState state) {
        this(
                source,
                kind,
                topic,
                targetRate,
                meanRate,
                0,
                0,
                FlowFigures.NONE,
                List.of(new ShardStatus(Shard.ONLY, "", tally, state)));
    }

    SourceStatus with(List<ShardStatus> others) {
        return new SourceStatus(source, kind, topic, targetRate, meanRate, waiting, turnedAway, flow, others);
    }

    /** How far it has come, all shards together; active for as long as the longest of them. */
    public Tally tally() {
        return tally(shards);
    }

    /** How far the shards have come that an instance sends, or sent last. */
    public Tally tallyOf(String instance) {
        return tally(shards.stream()
                .filter(shard -> shard.instance().isEmpty() || shard.instance().equals(instance))
                .toList());
    }

    private static Tally tally(List<ShardStatus> shards) {
        return shards.stream().map(ShardStatus::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** What it does: what is most in need of being known of its shards. */
    public SourceState state() {
        var worst = shards.getFirst().state();
        for (var shard : shards) {
            if (concern(shard.state()) > concern(worst)) {
                worst = shard.state();
            }
        }
        return worst;
    }

    private static int concern(SourceState state) {
        return switch (state) {
            case SourceState.Failed failed -> 6;
            case SourceState.Waiting waiting -> 5;
            case SourceState.Starting starting -> 4;
            case SourceState.Sending sending -> 3;
            case SourceState.Elsewhere elsewhere -> 2;
            case SourceState.Stopped stopped -> 1;
            case SourceState.Ended ended -> 0;
        };
    }
}
