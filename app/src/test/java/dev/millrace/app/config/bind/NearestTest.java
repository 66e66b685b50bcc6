package dev.millrace.app.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> WORDS =
            List.of("topic", "key", "rate", "encoding", "max-size", "from", "to", "on", "as", "pipelines");

    @ParameterizedTest
    @CsvSource({
        "rte, rate",
        "tpic, topic",
        "topics, topic",
        "form, from",
        "RATE, rate",
        "maxSize, max-size",
        "max_size, max-size",
        "encodign, encoding",
        "pipleine, pipelines",
        "kye, key",
    })
    void aSlipIsForgiven(String typed, String meant) {
        assertThat(Nearest.to(typed, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "name", "x", "''", "in", "ra", "topography"})
    void anotherWordIsNoSlip(String typed) {
        assertThat(Nearest.to(typed, WORDS)).isEmpty();
    }

    @Test
    void noWordIsNearATextWithoutEnd() {
        assertThat(Nearest.to("x".repeat(1_000_000), WORDS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "abc, '', 3",
        "abc, abc, 0",
        "abc, abd, 1",
        "abc, ab, 1",
        "abc, xabc, 1",
        "abc, acb, 1",
        "ab, ba, 1",
        "kitten, sitting, 3",
        "ca, abc, 3",
    })
    void countsLettersLeftOutPutInReplacedAndSwapped(String one, String other, int distance) {
        assertThat(Nearest.distance(one, other)).isEqualTo(distance);
        assertThat(Nearest.distance(other, one)).isEqualTo(distance);
    }
}
