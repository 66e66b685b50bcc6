package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditSettingsTest {
    @Test
    void shouldHaveDefaults() {
        var settings = AuditSettings.of("localhost:9092", List.of("orders"));

        assertThat(settings.groupId()).isEqualTo("millrace-audit");
        assertThat(settings.kafka()).isEmpty();
        assertThat(settings.batch())
                .isEqualTo(new BatchLimits(50_000, DataSize.parse("16MiB"), Duration.ofMillis(200)));
        assertThat(settings.retry())
                .isEqualTo(new RetrySettings(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isolation.level",
                "enable.auto.commit",
                "auto.offset.reset",
                "group.id",
                "bootstrap.servers",
                "key.deserializer",
                "value.deserializer"
            })
    void shouldNotLetAPropertyBreakTheTrail(String property) {
        assertThatThrownBy(() -> settings(Map.of(property, "x"), List.of("orders")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("kafka." + property);
    }

    @Test
    void shouldRefuseATopicThatIsNamedTwice() {
        assertThatThrownBy(() -> settings(Map.of(), List.of("orders", "orders")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("topics: names a topic twice");
    }

    @Test
    void shouldRefuseToCopyNothing() {
        assertThatThrownBy(() -> settings(Map.of(), List.of()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("topics");
    }

    @Test
    void shouldNotTellSecrets() {
        var settings = settings(Map.of("sasl.jaas.config", "password=hunter2"), List.of("orders"));

        assertThat(settings.toString()).contains("sasl.jaas.config", "orders").doesNotContain("hunter2");
    }

    @Test
    void shouldReadOnlyWhatIsCommittedWhateverTheUserSets() {
        var settings = settings(Map.of("max.poll.records", "7", "session.timeout.ms", "6000"), List.of("orders"));

        assertThat(KafkaProperties.ofConsumer(settings))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("max.poll.records", "7")
                .containsEntry("session.timeout.ms", "6000");
    }

    @Test
    void shouldLeaveTheSessionToTheBrokerUnderTheNewGroupProtocol() {
        var settings = settings(Map.of("group.protocol", "consumer"), List.of("orders"));

        assertThat(KafkaProperties.ofConsumer(settings))
                .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy");
    }

    @Test
    void shouldGiveTheAdminClientOnlyWhatItKnows() {
        var settings = settings(Map.of("security.protocol", "SSL", "max.poll.records", "7"), List.of("orders"));

        assertThat(KafkaProperties.ofAdmin(settings))
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("max.poll.records");
    }

    private static AuditSettings settings(Map<String, String> kafka, List<String> topics) {
        return new AuditSettings("localhost:9092", kafka, topics, "group", BatchLimits.DEFAULT, RetrySettings.DEFAULT);
    }
}
