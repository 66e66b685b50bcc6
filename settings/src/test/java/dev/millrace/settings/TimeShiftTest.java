package dev.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeShiftTest {
    @ParameterizedTest
    @CsvSource({
        "-3d, -259200000000, -3d",
        "5m, 300000000, 5m",
        "+1.5h, 5400000000, 90m",
        "- 2s, -2000000, -2s",
        "0s, 0, 0s"
    })
    void shouldReadAndWriteShifts(String text, long micros, String written) {
        assertThat(TimeShift.parse(text)).isEqualTo(new TimeShift(micros)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "3", "--3d", "3 days", "36526d", "-36526d"})
    void shouldRefuseWhatIsNone(String text) {
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> TimeShift.parse(text));
    }
}
