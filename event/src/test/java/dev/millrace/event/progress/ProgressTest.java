package dev.millrace.event.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void wordsAreInOrderWhateverTheClocksSay() {
        var words = List.of(
                progress(0, 0, 0, Map.of(), NOW),
                progress(5, 1, 0, Map.of(DeviationKind.DELAYED, 2L), NOW.plusSeconds(9)),
                progress(6, 1, 0, Map.of(DeviationKind.DELAYED, 2L), NOW.plusSeconds(3)),
                progress(6, 1, 0, Map.of(DeviationKind.DELAYED, 2L, DeviationKind.RELEASED, 1L), NOW),
                progress(6, 2, 0, Map.of(DeviationKind.DELAYED, 2L, DeviationKind.RELEASED, 1L), NOW),
                progress(6, 2, 1, Map.of(DeviationKind.DELAYED, 2L, DeviationKind.RELEASED, 1L), NOW));

        for (int one = 0; one < words.size(); one++) {
            for (int other = 0; other < words.size(); other++) {
                assertThat(words.get(one).isBehind(words.get(other))).isEqualTo(one < other);
            }
        }
    }

    private static Progress progress(
            long next, long deadLettered, long gaps, Map<DeviationKind, Long> deviations, Instant at) {
        return new Progress(
                "r",
                "s",
                SourceKind.GENERATED,
                "t",
                next,
                deadLettered,
                Duration.ZERO,
                at,
                false,
                gaps,
                Map.of(),
                Set.of(),
                Shard.ONLY,
                "",
                deviations);
    }
}
