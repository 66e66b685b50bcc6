package dev.millrace.processor.run;

import dev.millrace.processor.topology.Counts;
import java.util.List;
import java.util.Optional;

/**
 * How a pipeline is.
 *
 * @param pipeline its name
 * @param state    what it is doing
 * @param lags     how far it is behind, by input partition; empty while Kafka cannot be asked
 * @param counts   what became of events since this process started it
 * @param problem  what is wrong, if anything is: why it failed, or what a thread died of in the last minutes
 * @param warnings what was found when it started, and should be seen to
 */
public record PipelineStatus(
        String pipeline,
        PipelineState state,
        List<PartitionLag> lags,
        Counts counts,
        Optional<String> problem,
        List<String> warnings) {
    public PipelineStatus {
        lags = List.copyOf(lags);
        warnings = List.copyOf(warnings);
    }

    /** Offsets yet to come, over all partitions. */
    public long lag() {
        return lags.stream().mapToLong(PartitionLag::lag).sum();
    }
}
