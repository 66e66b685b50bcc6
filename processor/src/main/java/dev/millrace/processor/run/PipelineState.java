package dev.millrace.processor.run;

import org.apache.kafka.streams.KafkaStreams;

/** What a pipeline is doing. */
public enum PipelineState {
    /** It has not joined its group yet. */
    STARTING,
    /** Partitions are being shared out, or state is being restored. */
    PREPARING,
    /** Events are being processed. */
    RUNNING,
    /** It has been closed, or is about to be. */
    CLOSED,
    /** It gave up; see the problem. */
    FAILED;

    static PipelineState of(KafkaStreams.State state) {
        return switch (state) {
            case CREATED -> STARTING;
            case REBALANCING -> PREPARING;
            case RUNNING -> RUNNING;
            case PENDING_SHUTDOWN, NOT_RUNNING -> CLOSED;
            case PENDING_ERROR, ERROR -> FAILED;
        };
    }
}
