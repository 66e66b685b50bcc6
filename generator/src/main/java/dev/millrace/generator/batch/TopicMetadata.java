package dev.millrace.generator.batch;

import java.io.Closeable;
import java.time.Duration;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** How many partitions topics have, as the cluster says from time to time. For one thread, beside the one that asks. */
record TopicMetadata(ProducerMetadata metadata, KafkaClient client) implements Closeable {
    /** As last heard; 0 for a topic that is not known. */
    int partitions(String topic) {
        var count = metadata.fetch().partitionCountForTopic(topic);
        return count == null ? 0 : count;
    }

    /**
     * Asks for a topic, and waits for the answer.
     *
     * @throws TimeoutException if there is none in time
     */
    int await(String topic, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        while (partitions(topic) == 0) {
            metadata.add(topic, System.currentTimeMillis());
            int version = metadata.requestUpdateForTopic(topic);
            client.wakeup();
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new TimeoutException("topic " + topic + " is not known after " + atMost.toMillis() + " ms");
            }
            try {
                metadata.awaitUpdate(version, left);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            metadata.maybeThrowExceptionForTopic(topic);
        }
        return partitions(topic);
    }

    @Override
    public void close() {
        metadata.close();
    }
}
