package dev.millrace.checks.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IndicesTest {
    private final Indices indices = new Indices();

    @Test
    void allThereOnceIsRight() {
        add(2, 0, 1);

        assertThatCode(() -> indices.require(3)).doesNotThrowAnyException();
    }

    @Test
    void oneThatIsMissingFails() {
        add(0, 2);

        assertThatThrownBy(() -> indices.require(3))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("2 are there");
    }

    @Test
    void oneThatIsThereTwiceFails() {
        add(0, 1, 1);

        assertThatThrownBy(() -> indices.require(2))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("1 once more");
    }

    @Test
    void anotherEventsKeyFails() {
        var key = "id-00000008".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> indices.add(7, key, 0, key.length))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("id-00000007");
    }

    private void add(long... all) {
        for (long index : all) {
            var key = String.format("id-%08d", index).getBytes(StandardCharsets.US_ASCII);
            indices.add(index, key, 0, key.length);
        }
    }
}
