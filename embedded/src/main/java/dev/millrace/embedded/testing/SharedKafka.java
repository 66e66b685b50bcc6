package dev.millrace.embedded.testing;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.embedded.parts.OpenParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One broker for all tests of a JVM, started when first asked for, gone with its folder when the JVM ends. Tests share
 * it, so each makes topics of its own with {@link #newTopic}. Safe for use by several threads.
 */
public final class SharedKafka {
    private static final String FOLDERS = "millrace-kafka-";
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private SharedKafka() {}

    private static final class Holder {
        static final EmbeddedKafka BROKER = start();
        static final Admin ADMIN =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.bootstrapServers()));

        static EmbeddedKafka start() {
            TemporaryFolder.removeAbandoned(FOLDERS, folder -> {});
            var parts = new OpenParts();
            var folder = parts.add(TemporaryFolder.make(FOLDERS));
            var overrides = Map.of(
                    // Tests write events of any year; a broker that deletes old records would take them away under
                    // their hands.
                    "log.retention.ms",
                    "-1",
                    // What a killed process left open is looked for every 10 s otherwise, and tests wait for it.
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                    "500");
            var broker = EmbeddedKafka.start(new KafkaSettings(folder.path(), 0, overrides));
            parts.add(broker::close);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().name("shared-kafka-end").unstarted(parts::close));
            return broker;
        }
    }

    /** What a client's {@code bootstrap.servers} takes. */
    public static String bootstrapServers() {
        return Holder.BROKER.bootstrapServers();
    }

    /** Makes a topic that no other test of this JVM has. */
    public static String newTopic(String prefix, int partitions) {
        return newTopic(prefix, partitions, Map.of());
    }

    /** Makes a topic that no other test of this JVM has, with the given topic settings. */
    public static String newTopic(String prefix, int partitions, Map<String, String> config) {
        var name = prefix + "-" + TOPICS.incrementAndGet();
        var topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
        try {
            Holder.ADMIN.createTopics(List.of(topic)).all().get();
            awaitShown(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic " + name + " was made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + name + " could not be made", e.getCause());
        }
        return name;
    }

    /** The controller has made a topic before the broker shows it to clients. */
    private static void awaitShown(String topic) throws InterruptedException, ExecutionException {
        while (!Holder.ADMIN.listTopics().names().get().contains(topic)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
