package dev.millrace.settings;

import static dev.millrace.settings.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "1ns, PT0.000000001S",
        "250us, PT0.00025S",
        "500ms, PT0.5S",
        "30s, PT30S",
        "10m, PT10M",
        "1.5h, PT1H30M",
        "7d, PT168H",
        "0.5ms, PT0.0005S",
        "' 5 s ', PT5S",
        "9223372036854775807ns, PT2562047H47M16.854775807S",
    })
    void readsWhatPeopleWrite(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "s", "-1s", "+1s", "1e3s", ".5s", "30 seconds", "1h30m", "PT30S", "30S", "1w", "5min"})
    void refusesWhatIsNoDuration(String text) {
        assertRefused(() -> Durations.parse(text), "'" + text + "' is not a duration such as 500ms, 30s or 10m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5ns", "0.0000000001s", "9223372036854775808ns", "106752d", "99999999999999999999999d"})
    void refusesPartsOfANanosecondAndCenturies(String text) {
        assertRefused(
                () -> Durations.parse(text), "'" + text + "' is finer than a nanosecond or longer than 292 years");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.5S, 500ms",
        "PT90S, 90s",
        "PT10M, 10m",
        "PT36H, 36h",
        "PT48H, 2d",
        "PT0.000001S, 1us",
        "PT1.000000001S, 1000000001ns",
    })
    void areWrittenInTheGreatestUnitThatFits(Duration duration, String written) {
        assertThat(Durations.format(duration)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"PT-5S, -5s", "PT-0.5S, -500ms", "PT-0.000000001S, -1ns", "PT8760000H, 365000d"})
    void writesEvenWhatItDoesNotRead(Duration duration, String written) {
        assertThat(Durations.format(duration)).isEqualTo(written);
    }

    @Test
    void writesTheLongestDurationThereIs() {
        assertThat(Durations.format(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo("9223372036854775807999999999ns");
    }

    @Test
    void areReadBackAsTheSameFromTheirText() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var any = Duration.ofNanos(random.nextLong() >>> (1 + random.nextInt(63)));
            assertThat(Durations.parse(Durations.format(any)))
                    .as("seed %d", seed)
                    .isEqualTo(any);
            var round = Duration.ofMillis(random.nextInt(Integer.MAX_VALUE));
            assertThat(Durations.parse(Durations.format(round)))
                    .as("seed %d", seed)
                    .isEqualTo(round);
        }
        var longest = Duration.ofNanos(Long.MAX_VALUE);
        assertThat(Durations.parse(Durations.format(longest))).isEqualTo(longest);
    }
}
