package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunIdsTest {
    @Test
    void shouldBeShortAndFitToStandInUrlsAndTopics() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(at("2026-11-21T21:00:00Z", i).next()).matches("r[0-9a-hjkmnp-tv-z]{6}-[0-9a-hjkmnp-tv-z]{6}");
        }
    }

    @Test
    void shouldSortByTheTimeTheyWereMade() {
        var ids = Stream.of(
                        "2020-01-01T00:00:00Z",
                        "2020-01-01T00:00:01Z",
                        "2026-11-21T21:00:00Z",
                        "2026-11-21T21:00:01Z",
                        "2026-11-22T00:00:00Z",
                        "2053-12-31T23:59:59Z")
                .map(time -> at(time, 7).next())
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldDifferWithinOneSecond() {
        var ids = at("2026-11-21T21:00:00Z", 20_261_121);
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(ids.next());
        }
        assertThat(seen).hasSize(1_000);
    }

    private static RunIds at(String time, long seed) {
        return new RunIds(Clock.fixed(Instant.parse(time), ZoneOffset.UTC), new Random(seed));
    }
}
