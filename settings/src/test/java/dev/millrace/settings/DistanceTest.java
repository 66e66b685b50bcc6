package dev.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceTest {
    @ParameterizedTest
    @CsvSource({"10km, 10000, 10km", "500m, 500, 500m", "1500m, 1500, 1.5km", "0.25 km, 250, 250m", "0m, 0, 0m"})
    void shouldReadAndWriteDistances(String text, double metres, String written) {
        assertThat(Distance.parse(text)).isEqualTo(new Distance(metres)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1km", "10 miles", "40001km"})
    void shouldRefuseWhatIsNone(String text) {
        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> Distance.parse(text));
    }
}
