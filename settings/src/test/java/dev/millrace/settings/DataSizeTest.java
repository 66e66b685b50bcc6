package dev.millrace.settings;

import static dev.millrace.settings.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "300B, 300",
        "4KiB, 4096",
        "1kB, 1000",
        "1KB, 1000",
        "1MB, 1000000",
        "2GB, 2000000000",
        "3TB, 3000000000000",
        "1MiB, 1048576",
        "1GiB, 1073741824",
        "1TiB, 1099511627776",
        "1.5KiB, 1536",
        "0.5kB, 500",
        "' 4 KiB ', 4096",
        "9223372036854775807B, 9223372036854775807",
    })
    void readsWhatPeopleWrite(String text, long bytes) {
        assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "300", "KiB", "4kib", "4K", "4 Kib", "-1B", "+1B", "1e3B", ".5kB", "1_000B", "4KiB4", "1PB"})
    void refusesWhatIsNoSize(String text) {
        assertRefused(() -> DataSize.parse(text), "'" + text + "' is not a size such as 300B, 4KiB or 1MB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5B", "0.0001kB", "9223372036854775808B", "8388608TiB", "99999999999999999999999999GB"})
    void refusesPartsOfAByteAndTooMany(String text) {
        assertRefused(() -> DataSize.parse(text), "'" + text + "' is not a whole number of bytes, or too many");
    }

    @Test
    void refusesANegativeNumberOfBytes() {
        assertRefused(() -> new DataSize(-1), "a size must not be negative, was -1B");
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0B",
        "300B, 300B",
        "1024B, 1KiB",
        "1000B, 1kB",
        "1536B, 1536B",
        "4096KiB, 4MiB",
        "1000000B, 1MB",
        "1024000B, 1000KiB",
        "2048GiB, 2TiB",
        "5000GB, 5TB",
    })
    void isWrittenInTheGreatestUnitThatFits(String text, String written) {
        assertThat(DataSize.parse(text)).hasToString(written);
    }

    @Test
    void isReadBackAsTheSameFromItsText() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var size = new DataSize(random.nextLong() >>> (1 + random.nextInt(63)));
            assertThat(DataSize.parse(size.toString())).as("seed %d", seed).isEqualTo(size);
            var round = new DataSize((random.nextLong() >>> 34) * (i % 2 == 0 ? 1_000 : 1_024));
            assertThat(DataSize.parse(round.toString())).as("seed %d", seed).isEqualTo(round);
        }
        assertThat(DataSize.parse(new DataSize(Long.MAX_VALUE).toString())).isEqualTo(new DataSize(Long.MAX_VALUE));
    }
}
