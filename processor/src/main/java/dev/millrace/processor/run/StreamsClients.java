package dev.millrace.processor.run;

import dev.millrace.processor.topology.PipelineCounters;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The Kafka clients Kafka Streams works with: plain ones, but for a producer that tells of its transactions and a
 * consumer that leaves its group when its thread has died. Thread-safe.
 */
final class StreamsClients implements KafkaClientSupplier {
    private final PipelineCounters counters;
    private final ThreadGuard guard;

    StreamsClients(PipelineCounters counters, ThreadGuard guard) {
        this.counters = counters;
        this.guard = guard;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TellingProducer(config, counters);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new LeavingConsumer(config, guard);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Streams tells neither processors nor anyone else of a commit; it is made here, on the thread whose it is. */
    private static final class TellingProducer extends KafkaProducer<byte[], byte[]> {
        private final PipelineCounters counters;

        TellingProducer(Map<String, Object> config, PipelineCounters counters) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
            this.counters = counters;
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            counters.committed();
        }

        @Override
        public void abortTransaction() {
            counters.aborted();
            super.abortTransaction();
        }
    }

    /**
     * Streams lets a thread that died stay in its group until its session has run out, in case the process comes
     * back; but the thread never does, and until then no other gets its partitions.
     */
    private static final class LeavingConsumer extends KafkaConsumer<byte[], byte[]> {
        private final ThreadGuard guard;

        LeavingConsumer(Map<String, Object> config, ThreadGuard guard) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.guard = guard;
        }

        @Override
        public void close(CloseOptions options) {
            super.close(
                    guard.hasDied(Thread.currentThread())
                            ? options.withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                            : options);
        }
    }
}
