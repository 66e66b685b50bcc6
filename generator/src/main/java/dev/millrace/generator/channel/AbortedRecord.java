package dev.millrace.generator.channel;

import java.util.Set;

/**
 * A record that fell with its transaction, before it was sent. Kafka's producer tells it the failure that ended the
 * transaction, the very one that the record at fault was told; only the way the news comes is another.
 */
final class AbortedRecord {
    private static final String ACCUMULATOR = "org.apache.kafka.clients.producer.internals.RecordAccumulator";
    private static final Set<String> ABORTS = Set.of("abortUndrainedBatches", "abortBatches");
    private static final StackWalker WALKER = StackWalker.getInstance();

    private AbortedRecord() {}

    /** To be asked in a record's callback: whether the failure it is told is another one's. */
    static boolean isTold() {
        return WALKER.walk(frames -> frames.anyMatch(frame ->
                ABORTS.contains(frame.getMethodName()) && frame.getClassName().equals(ACCUMULATOR)));
    }
}
