package dev.millrace.generator.run;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.loop.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * A source of a run, as it stands.
 *
 * @param targetRate the rate it is to have, events a second; null for sources that take events in
 */
public record SourceStatus(
        String source,
        SourceKind kind,
        String topic,
        @Nullable Double targetRate,
        Tally tally,
        SourceState state) {}
