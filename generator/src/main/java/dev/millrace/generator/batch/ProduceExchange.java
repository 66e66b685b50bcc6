package dev.millrace.generator.batch;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.jspecify.annotations.Nullable;

/** One produce request and its answer: a batch each of some partitions with the same leader. For one thread. */
final class ProduceExchange {
    private static final short ALL_REPLICAS = -1;

    private final Map<TopicPartition, PartitionBatch> batches = new LinkedHashMap<>();
    private final Map<Uuid, String> topics = new HashMap<>();
    private final ProduceRequestData data;
    private int bytes;

    /** @param timeoutMillis how long the broker may wait for its replicas */
    ProduceExchange(String transactionalId, int timeoutMillis) {
        this.data = new ProduceRequestData()
                .setTransactionalId(transactionalId)
                .setAcks(ALL_REPLICAS)
                .setTimeoutMs(timeoutMillis);
    }

    boolean has(TopicPartition partition) {
        return batches.containsKey(partition);
    }

    int bytes() {
        return bytes;
    }

    Iterable<PartitionBatch> batches() {
        return batches.values();
    }

    /** @param topic Kafka's id of the batch's topic */
    void add(PartitionBatch batch, Uuid topic, ByteBuffer wire) {
        var partition = batch.partition;
        batches.put(partition, batch);
        topics.put(topic, partition.topic());
        bytes += wire.remaining();
        var found = data.topicData().find(partition.topic(), topic);
        if (found == null) {
            found = new ProduceRequestData.TopicProduceData()
                    .setName(partition.topic())
                    .setTopicId(topic);
            data.topicData().add(found);
        }
        found.partitionData()
                .add(new ProduceRequestData.PartitionProduceData()
                        .setIndex(partition.partition())
                        .setRecords(MemoryRecords.readableRecords(wire)));
    }

    ProduceRequest.Builder request() {
        return ProduceRequest.builder(data, false);
    }

    /** Tells of each batch what came of it: nothing, if Kafka has it. */
    void answered(ClientResponse response, BiConsumer<PartitionBatch, @Nullable Exception> told) {
        var failure = failure(response);
        var open = new LinkedHashMap<>(batches);
        if (failure == null && response.responseBody() instanceof ProduceResponse body) {
            for (var topic : body.data().responses()) {
                var name = topic.name().isEmpty() ? topics.get(topic.topicId()) : topic.name();
                for (var partition : topic.partitionResponses()) {
                    var batch = open.remove(new TopicPartition(String.valueOf(name), partition.index()));
                    if (batch != null) {
                        told.accept(batch, failure(partition));
                    }
                }
            }
        }
        // What the broker is silent about cannot be taken for granted.
        var silent = failure == null ? new NetworkException("the broker did not say what became of it") : failure;
        open.values().forEach(batch -> told.accept(batch, silent));
    }

    private static @Nullable Exception failure(ClientResponse response) {
        if (response.authenticationException() != null) {
            return response.authenticationException();
        }
        if (response.versionMismatch() != null) {
            return response.versionMismatch();
        }
        if (response.wasTimedOut()) {
            return new TimeoutException("node " + response.destination() + " did not answer in time");
        }
        return response.wasDisconnected()
                ? new NetworkException("the connection to node " + response.destination() + " was lost")
                : null;
    }

    private static @Nullable Exception failure(ProduceResponseData.PartitionProduceResponse partition) {
        var error = Errors.forCode(partition.errorCode());
        return error == Errors.NONE ? null : error.exception(partition.errorMessage());
    }
}
