package dev.millrace.generator.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.run.Run;
import dev.millrace.generator.share.ShardSlots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;

/** A broker with the topics a program has on it. Thread-safe. */
public record TestKafka(KafkaAccess access) {
    static {
        // Waiting long costs nothing where all is well; on a machine with much else to do it is no failure.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
    /** Dead letters may be larger than what Kafka takes by default. */
    private static final Map<String, String> LARGE = Map.of("max.message.bytes", Integer.toString(10 << 20));

    /** The broker all tests of this JVM share. */
    public static TestKafka shared() {
        return Holder.SHARED;
    }

    /** The broker at the given address, with the topics of a program made on it. */
    public static TestKafka at(String bootstrapServers) {
        var kafka = new TestKafka(new KafkaAccess(bootstrapServers, Map.of()));
        kafka.make(Progress.TOPIC, 4, COMPACTED);
        kafka.make(Deviation.TOPIC, 4, Map.of());
        kafka.make(Run.TOPIC, 1, Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));
        kafka.make(ShardSlots.TOPIC, 16, Map.of());
        return kafka;
    }

    /** A name that nothing else in this JVM has. */
    public static String newName(String prefix) {
        return prefix
                + '-'
                + NAMES.incrementAndGet()
                + '-'
                + ProcessHandle.current().pid();
    }

    /** Makes a topic of its own for a test, and its dead-letter topic. */
    public String newTopic(String prefix, int partitions) {
        var topic = newName(prefix);
        make(topic, partitions, Map.of());
        make(DeadLetter.topicFor(topic), 1, LARGE);
        return topic;
    }

    /** Makes a topic unless it is there. */
    public void make(String topic, int partitions, Map<String, String> config) {
        try (var admin = Admin.create(access.with(Map.of()))) {
            var wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
            admin.createTopics(List.of(wanted)).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic " + topic + " was made", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " could not be made", e.getCause());
            }
        }
    }

    /** Deletes a topic; returns when the broker no longer knows it. */
    public void delete(String topic) {
        try (var admin = Admin.create(access.with(Map.of()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            Awaitility.await().until(() -> !admin.listTopics().names().get().contains(topic));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic " + topic + " was deleted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + topic + " could not be deleted", e.getCause());
        }
    }

    /** Changes a setting of a topic; returns when the broker goes by it. */
    public void configure(String topic, String name, String value) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(access.with(Map.of()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
            Awaitility.await()
                    .until(() -> admin.describeConfigs(List.of(resource))
                            .values()
                            .get(resource)
                            .get()
                            .get(name)
                            .value()
                            .equals(value));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic " + topic + " was changed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + topic + " could not be changed", e.getCause());
        }
    }

    /** Writes a record as it is. */
    public void write(String topic, String key, String value) {
        try (var producer = ProducerFactory.kafka().create(access.with(Map.of("acks", "all")))) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to " + topic, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not write to " + topic, e.getCause());
        }
    }

    /** All committed records of some topics; waits for transactions that are open now. */
    public List<CommittedRecord> read(String... topics) {
        var records = new ArrayList<CommittedRecord>();
        for (var topic : topics) {
            records.addAll(CommittedRecord.readAll(access, topic, "read_uncommitted"));
        }
        return records;
    }

    /** What readers see of a topic now, whatever transactions are open. */
    public List<CommittedRecord> readNow(String topic) {
        return CommittedRecord.readAll(access, topic, "read_committed");
    }

    /** How many records the topic's first partition holds, with those that nobody sees and the marks of transactions. */
    public long size(String topic) {
        var partition = new TopicPartition(topic, 0);
        try (var admin = Admin.create(access.with(Map.of()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic " + topic + " was measured", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + topic + " could not be measured", e.getCause());
        }
    }

    private static final class Holder {
        static final TestKafka SHARED = at(SharedKafka.bootstrapServers());
    }
}
