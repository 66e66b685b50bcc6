package dev.millrace.generator.share;

import dev.millrace.generator.channel.KafkaAccess;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumers of the group by which slots are handed out.
 *
 * @param instance the member's name
 * @param shards   by source, how many it has
 */
record SlotConsumers(KafkaAccess kafka, String group, String instance, Map<String, Integer> shards)
        implements Supplier<Consumer<byte[], byte[]>> {
    SlotConsumers {
        shards = Map.copyOf(shards);
    }

    @Override
    public Consumer<byte[], byte[]> get() {
        return new KafkaConsumer<>(
                kafka.with(Map.ofEntries(
                        Map.entry("group.id", group),
                        Map.entry("group.instance.id", instance),
                        // The protocol in which members themselves say who gets what.
                        Map.entry("group.protocol", "classic"),
                        Map.entry("partition.assignment.strategy", EvenSlots.class.getName()),
                        Map.entry(EvenSlots.SHARDS, shards),
                        Map.entry("session.timeout.ms", Math.toIntExact(ShardSlots.SESSION.toMillis())),
                        Map.entry("heartbeat.interval.ms", 1_000),
                        Map.entry("max.poll.interval.ms", Math.toIntExact(ShardSlots.LEAVING.toMillis())),
                        Map.entry("enable.auto.commit", false),
                        Map.entry("auto.offset.reset", "latest"),
                        Map.entry("allow.auto.create.topics", false),
                        Map.entry("client.id", "millrace-generator"))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
