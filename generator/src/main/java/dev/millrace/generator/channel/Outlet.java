package dev.millrace.generator.channel;

import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.flow.SourceFlow;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the records of a channel go through, on their way to becoming visible with what is said of them. For one thread. */
interface Outlet {
    /** Told what is handed over, and what came of it. */
    SourceFlow flow();

    /** Whether something was sent that is not committed. */
    boolean isOpen();

    /**
     * Sends a record of events.
     *
     * @param dues      when they were due
     * @param ifRefused told Kafka's reason, should it never take the record
     */
    void send(Outgoing record, Dues dues, Consumer<String> ifRefused) throws ChannelLost;

    /** Sends what the source cannot do without. */
    void sendVital(ProducerRecord<byte[], byte[]> record, String what) throws ChannelLost;

    /** Sends what has waited for others to go with for long enough. */
    default void flushDue(long nanoTime) {
        // Kafka's producer sees to that by itself.
    }

    /** How long until {@link #flushDue} has something to do. */
    default long nanosUntilFlush(long nanoTime) {
        return Long.MAX_VALUE;
    }

    /** Commits, with a last record that says what is committed. */
    void commit(ProducerRecord<byte[], byte[]> progress, String doing) throws ChannelLost;

    /** Gives up what was not committed and lets the producer go; waits at most a few seconds. */
    void close();

    /** Whether events go to Kafka in batches of our own making. */
    default boolean inBatches() {
        return false;
    }
}
