package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every session is as long as it is said, also where epochs of sessions meet. */
class SessionsTest {
    private static final long KEYS = 3;

    @ParameterizedTest(name = "from {0} to {1}, seed {2}")
    @CsvSource({
        "1, 1, 1",
        "1, 2, 2",
        "1, 7, 3",
        "3, 5, 4",
        "5, 30, 5",
        "7, 8, 6",
        "10, 19, 7",
        "12, 13, 8",
        "100, 101, 9",
        "2, 200, 10",
        "50, 70, 11",
        "90, 90, 12",
    })
    void shouldLastFromLeastToMost(int least, int most, long seed) {
        for (long key = 0; key < KEYS; key++) {
            var lengths = lengths(least, most, Long.MIN_VALUE / 8 + key, seed);

            assertThat(lengths)
                    .as("key %d", key)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(length -> assertThat(length).isBetween(least, most));
        }
    }

    @ParameterizedTest(name = "from {0} to {1}, seed {2}")
    @CsvSource({"1, 3, 21", "5, 30, 22", "10, 19, 23", "2, 40, 24"})
    void shouldLastEvenlyFromLeastToMostInTheMean(int least, int most, long seed) {
        var lengths = new ArrayList<Integer>();
        for (long key = 0; key < 80; key++) {
            lengths.addAll(lengths(least, most, key, seed));
        }

        double mean = lengths.stream().mapToInt(Integer::intValue).average().orElseThrow();
        double short_ = lengths.stream()
                .filter(length -> length < (least + most + 1) / 2)
                .count();
        double even = (double) ((least + most + 1) / 2 - least) / (most - least + 1);
        assertThat(mean).isCloseTo((least + most) / 2.0, within(0.03 * (least + most) / 2.0));
        assertThat(short_ / lengths.size()).isCloseTo(even, within(0.04));
    }

    /** How long the sessions of a key are, one after the other through four epochs, but for those that are cut off. */
    private static List<Integer> lengths(int least, int most, long key, long seed) {
        var span = new Stay(new Span(least, false), new Span(most, false));
        var sessions = new Sessions(span, seed);
        var lengths = new ArrayList<Integer>();
        var seen = new HashSet<Long>();
        long before = sessions.at(key, 0);
        int length = 0;
        for (long place = 1; place < 4L * 32 * (least + most); place++) {
            length++;
            long now = sessions.at(key, place);
            if (now != before) {
                assertThat(seen.add(now)).as("session %d begins once", now).isTrue();
                lengths.add(length);
                length = 0;
                before = now;
            }
        }
        return lengths.subList(1, lengths.size());
    }
}
