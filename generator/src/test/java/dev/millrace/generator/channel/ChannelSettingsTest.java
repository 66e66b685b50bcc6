package dev.millrace.generator.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChannelSettingsTest {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final DataSize LARGEST = new DataSize(1024);

    @Test
    void shouldCommitTenTimesASecondByDefault() {
        assertThat(ChannelSettings.defaults())
                .isEqualTo(new ChannelSettings(EVERY, Duration.ofSeconds(15), DataSize.parse("9MiB")));
    }

    @Test
    void shouldNameTheSettingThatCannotBe() {
        assertRefused("commit-every", () -> new ChannelSettings(Duration.ZERO, Duration.ofSeconds(15), LARGEST));
        assertRefused("transaction-timeout", () -> new ChannelSettings(EVERY, Duration.ofMillis(999), LARGEST));
        assertRefused("max-event", () -> new ChannelSettings(EVERY, Duration.ofSeconds(1), new DataSize(1023)));
        assertRefused("max-event", () -> new ChannelSettings(EVERY, Duration.ofSeconds(1), new DataSize(10 << 20)));
    }

    @Test
    void shouldTellNobodyTheSecretsOfTheConnection() {
        var access = new KafkaAccess("localhost:9092", Map.of("sasl.jaas.config", "password=secret"));

        assertThat(access).hasToString("localhost:9092");
        assertThat(access.with(Map.of("acks", "all")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "localhost:9092"),
                        Map.entry("sasl.jaas.config", "password=secret"),
                        Map.entry("acks", "all"));
    }

    private static void assertRefused(String field, ThrowingCallable making) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(making)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
