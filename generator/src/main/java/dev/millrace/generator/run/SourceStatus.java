package dev.millrace.generator.run;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.flow.FlowFigures;
import dev.millrace.generator.loop.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * A source of a run, as it stands.
 *
 * @param targetRate the rate it is to have now, or when the run begins; events a second; null for sources that take events in, and replays
 * @param meanRate   the rate it was to have in the mean since its first event was due; null where there is no target
 * @param waiting    events that were due, or came, and are not committed
 * @param flow       how its flow stands
 */
public record SourceStatus(
        String source,
        SourceKind kind,
        String topic,
        @Nullable Double targetRate,
        @Nullable Double meanRate,
        Tally tally,
        SourceState state,
        long waiting,
        FlowFigures flow) {}
