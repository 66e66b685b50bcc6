package dev.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTest {
    @ParameterizedTest
    @CsvSource({"0/s, 0, 0/s", "0.0k/m, 0, 0/s", "5000/s, 5000, 5000/s", "300/m, 5, 5/s", "2.5k/s, 2500, 2500/s"})
    void shouldBeReadAsARateThatMayBeNothing(String text, double perSecond, String shortest) {
        var level = Level.parse(text);

        assertThat(level.perSecond()).isEqualTo(perSecond);
        assertThat(level).hasToString(shortest);
        assertThat(Level.parse(level.toString())).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1/s", "many/s", "0/w"})
    void shouldRefuseWhatIsNoRate(String text) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Level.parse(text))
                .withMessageContaining("is not a rate such as 5000/s");
    }

    @Test
    void shouldRefuseWhatIsBelowNothingOrWithoutEnd() {
        for (double perSecond : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> new Level(perSecond));
        }
        assertThat(new Level(-0.0)).isEqualTo(Level.NONE);
    }
}
