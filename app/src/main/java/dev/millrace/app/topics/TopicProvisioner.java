package dev.millrace.app.topics;

import dev.millrace.generator.channel.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing, and compares those that are there with what is wanted. */
public final class TopicProvisioner {
    private final Admin admin;

    public TopicProvisioner(Admin admin) {
        this.admin = admin;
    }

    /**
     * Makes what is missing on a cluster; see {@link #provide(List)}.
     *
     * @throws KafkaNotReachable if it does not answer, or cannot be used as it is named; the message names it
     */
    public static void provide(KafkaAccess kafka, List<TopicSpec> specs) {
        try (var admin =
                Admin.create(kafka.with(Map.of("default.api.timeout.ms", 15_000, "request.timeout.ms", 5_000)))) {
            new TopicProvisioner(admin).provide(specs);
        } catch (KafkaNotReachable e) {
            throw new KafkaNotReachable("Kafka at " + kafka + ": " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw KafkaNotReachable.as(kafka, e);
        }
    }

    /**
     * Makes what is missing. A topic that is there is never changed, but for what the specification says is mended.
     *
     * @throws TopicMismatch     if one is there with other partitions or settings than asked for
     * @throws TopicRefused      if Kafka does not make one as asked for
     * @throws KafkaNotReachable if Kafka does not answer
     */
    public void provide(List<TopicSpec> specs) {
        var byName = specs.stream().collect(Collectors.toMap(TopicSpec::name, spec -> spec, (first, same) -> first));
        var there = get(admin.listTopics().names());
        var missing = byName.values().stream()
                .filter(spec -> !there.contains(spec.name()))
                .toList();
        var present = byName.values().stream()
                .filter(spec -> there.contains(spec.name()))
                .toList();
        // First, so that nothing is left behind where nothing can start.
        compare(present);
        create(missing);
        new TopicMending(admin).mend(present);
    }

    private void create(List<TopicSpec> missing) {
        var created = admin.createTopics(
                missing.stream().map(TopicProvisioner::newTopic).toList());
        created.values().forEach((name, future) -> {
            try {
                get(future);
            } catch (KafkaNotReachable e) {
                switch (e.getCause()) {
                    // Another instance was quicker; it made the same topic from the same file.
                    case TopicExistsException _ -> {}
                    case InvalidReplicationFactorException refused -> throw new TopicRefused(name, refused);
                    case InvalidConfigurationException refused -> throw new TopicRefused(name, refused);
                    case PolicyViolationException refused -> throw new TopicRefused(name, refused);
                    case null, default -> throw e;
                }
            }
        });
    }

    private void compare(List<TopicSpec> present) {
        if (present.isEmpty()) {
            return;
        }
        var names = present.stream().map(TopicSpec::name).toList();
        var descriptions = get(admin.describeTopics(names).allTopicNames());
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(resources).all());
        var differences = new ArrayList<TopicMismatch.Difference>();
        for (var spec : present) {
            var description = descriptions.get(spec.name());
            if (description != null) {
                differences.addAll(shape(spec, description));
            }
            var config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, spec.name()));
            if (config != null) {
                differences.addAll(settings(spec, config));
            }
        }
        if (!differences.isEmpty()) {
            throw new TopicMismatch(differences);
        }
    }

    private static List<TopicMismatch.Difference> shape(TopicSpec spec, TopicDescription found) {
        var differences = new ArrayList<TopicMismatch.Difference>();
        int partitions = found.partitions().size();
        if (spec.strict() && partitions != spec.partitions()) {
            differences.add(difference(spec, "partitions", spec.partitions(), partitions));
        }
        int replication = found.partitions().getFirst().replicas().size();
        if (spec.replication() != null && replication != spec.replication()) {
            differences.add(difference(spec, "replication", spec.replication(), replication));
        }
        return differences;
    }

    private static List<TopicMismatch.Difference> settings(TopicSpec spec, Config found) {
        var differences = new ArrayList<TopicMismatch.Difference>();
        spec.config().forEach((name, wanted) -> {
            var entry = found.get(name);
            var value = entry == null || entry.value() == null ? "nothing" : entry.value();
            // Room for more than the largest record does no harm.
            boolean enough = name.equals("max.message.bytes") && isAtLeast(value, wanted);
            if (!value.equals(wanted) && !enough) {
                differences.add(difference(spec, name, wanted, value));
            }
        });
        return differences;
    }

    private static boolean isAtLeast(String value, String wanted) {
        return value.matches("\\d{1,18}")
                && wanted.matches("\\d{1,18}")
                && Long.parseLong(value) >= Long.parseLong(wanted);
    }

    private static TopicMismatch.Difference difference(TopicSpec spec, String setting, Object wanted, Object found) {
        return new TopicMismatch.Difference(spec.name(), setting, wanted.toString(), found.toString());
    }

    private static NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(
                        spec.name(),
                        Optional.of(spec.partitions()),
                        Optional.ofNullable(spec.replication()).map(Integer::shortValue))
                .configs(spec.whole());
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaNotReachable("interrupted while asking Kafka about topics", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaNotReachable("Kafka did not do it: " + cause.getMessage(), cause);
        }
    }
}
