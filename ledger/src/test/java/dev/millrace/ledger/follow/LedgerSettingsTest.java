package dev.millrace.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerSettingsTest {
    @Test
    void shouldBeASecondBehindAtMost() {
        var settings = LedgerSettings.defaults();

        assertThat(settings.progressTopic()).isEqualTo("millrace.progress");
        assertThat(settings.letterTopics()).isEmpty();
        assertThat(settings.saveEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.saveAfter()).isEqualTo(1_000_000);
        assertThat(settings.refreshEvery()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldChangeNothingButTheLetterTopics() {
        var settings = LedgerSettings.defaults().withLetterTopics(Set.of("between"));

        assertThat(settings.letterTopics()).containsExactly("between");
        assertThat(settings.withLetterTopics(Set.of())).isEqualTo(LedgerSettings.defaults());
    }

    @Test
    void shouldRefuseTimesThatAreNotPositive() {
        assertThatThrownBy(() -> new LedgerSettings("p", Set.of(), Duration.ZERO, 1, Duration.ofSeconds(1), "d"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("saveEvery: must be positive");
        assertThatThrownBy(
                        () -> new LedgerSettings("p", Set.of(), Duration.ofSeconds(1), 0, Duration.ofSeconds(1), "d"))
                .hasMessageStartingWith("saveAfter: must be positive");
    }
}
