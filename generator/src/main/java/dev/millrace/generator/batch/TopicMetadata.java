package dev.millrace.generator.batch;

import java.io.Closeable;
import java.time.Duration;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

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
                throw unknown(topic, atMost, null);
            }
            try {
                metadata.awaitUpdate(version, left);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (TimeoutException e) {
                throw unknown(topic, atMost, e);
            }
            metadata.maybeThrowExceptionForTopic(topic);
        }
        return partitions(topic);
    }

    private static TimeoutException unknown(String topic, Duration atMost, @Nullable TimeoutException cause) {
        return new TimeoutException(
                "Kafka has not said within " + atMost.toMillis() + " ms which partitions topic " + topic
                        + " has; was it deleted?",
                cause);
    }

    @Override
    public void close() {
        metadata.close();
    }
}
