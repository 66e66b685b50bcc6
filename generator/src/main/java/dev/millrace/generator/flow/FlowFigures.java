package dev.millrace.generator.flow;

/**
 * How the flow of a source stands.
 *
 * @param inFlight bytes handed to the producer and not acknowledged
 * @param target   bytes that may be in flight
 * @param batch    bytes that are handed over at once
 */
public record FlowFigures(long inFlight, long target, long batch) {
    /** Nothing flows. */
    public static final FlowFigures NONE = new FlowFigures(0, 0, 0);

    /** Those of two loops together; of their batches the larger. */
    public FlowFigures plus(FlowFigures other) {
        return new FlowFigures(inFlight + other.inFlight, target + other.target, Math.max(batch, other.batch));
    }
}
