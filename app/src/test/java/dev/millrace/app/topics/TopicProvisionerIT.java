package dev.millrace.app.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicProvisionerIT {
    private static final String STAMP = "message.timestamp.type";
    private static Admin admin;

    private final String there = SharedKafka.newTopic("provided", 2, Map.of("cleanup.policy", "compact"));
    private final TopicProvisioner provisioner = new TopicProvisioner(admin);

    @BeforeAll
    static void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()));
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    private static int partitions(String topic) throws Exception {
        // The controller has made a topic before the broker shows it to clients.
        await().until(() -> admin.listTopics().names().get().contains(topic));
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    @Test
    void shouldMakeWhatIsMissing() throws Exception {
        var missing = there + ".missing";

        provisioner.provide(List.of(new TopicSpec(missing, 5, null, Map.of(), true)));

        assertThat(partitions(missing)).isEqualTo(5);
    }

    @Test
    void shouldLeaveWhatIsThereAsItIs() throws Exception {
        provisioner.provide(List.of(new TopicSpec(there, 7, null, Map.of(), false)));

        assertThat(partitions(there)).isEqualTo(2);
    }

    @Test
    void shouldMakeNothingWhereSomethingIsOtherThanWanted() throws Exception {
        var missing = there + ".missing";
        var wanted = List.of(
                new TopicSpec(missing, 1, null, Map.of(), true),
                new TopicSpec(there, 7, 3, Map.of("cleanup.policy", "delete"), true));

        assertThatExceptionOfType(TopicMismatch.class)
                .isThrownBy(() -> provisioner.provide(wanted))
                .satisfies(mismatch -> assertThat(mismatch.differences())
                        .containsExactlyInAnyOrder(
                                new TopicMismatch.Difference(there, "partitions", "7", "2"),
                                new TopicMismatch.Difference(there, "replication", "3", "1"),
                                new TopicMismatch.Difference(there, "cleanup.policy", "delete", "compact")));

        assertThat(admin.listTopics().names().get()).doesNotContain(missing);
    }

    @Test
    void shouldGiveATopicThatIsThereTheSettingsThatAreMended() throws Exception {
        var mended = Map.of(STAMP, "LogAppendTime");

        provisioner.provide(List.of(new TopicSpec(there, 2, null, Map.of(), true, mended)));

        await().untilAsserted(() -> assertThat(stamp()).isEqualTo("LogAppendTime"));
    }

    @Test
    void shouldMakeATopicWithTheSettingsThatAreMended() throws Exception {
        var missing = there + ".missing";
        var mended = Map.of(STAMP, "LogAppendTime");

        provisioner.provide(
                List.of(new TopicSpec(missing, 1, null, Map.of("cleanup.policy", "compact"), true, mended)));

        await().untilAsserted(() -> {
            assertThat(setting(missing, STAMP)).isEqualTo("LogAppendTime");
            assertThat(setting(missing, "cleanup.policy")).isEqualTo("compact");
        });
    }

    /** Kafka's own refusal stands for that of a cluster whose settings are not this program's to change. */
    @Test
    void shouldGoOnWhereKafkaDoesNotLetASettingBeMended() throws Exception {
        var missing = there + ".missing";
        var refused = new TopicSpec(there, 2, null, Map.of(), true, Map.of(STAMP, "Nonsense"));

        provisioner.provide(List.of(refused, new TopicSpec(missing, 5, null, Map.of(), true)));

        assertThat(partitions(missing)).isEqualTo(5);
        assertThat(stamp()).isEqualTo("CreateTime");
    }

    private String stamp() throws Exception {
        return setting(there, STAMP);
    }

    private static String setting(String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .values()
                .get(resource)
                .get()
                .get(name)
                .value();
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource({"3, cleanup.policy, delete, replication", "1, cleanup.policy, nonsense, cleanup.policy"})
    void shouldSayWhatKafkaDoesNotTake(int replication, String setting, String value, String told) {
        var topic = there + ".refused";
        var spec = new TopicSpec(topic, 1, replication, Map.of(setting, value), true);

        assertThatThrownBy(() -> provisioner.provide(List.of(spec)))
                .isInstanceOf(TopicRefused.class)
                .hasMessageContaining(topic)
                .hasMessageContaining("'topics'")
                .hasMessageContaining(told);
    }
}
