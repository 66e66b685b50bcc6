package dev.millrace.generator.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMarkTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 5_000})
    void shouldKnowAFileAgain(int size) throws IOException {
        var kept = FileMark.of(file("a".repeat(size))).toMap();

        assertThat(FileMark.of(kept).differenceTo(FileMark.of(file("a".repeat(size)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_023, 4_000, 4_999})
    void shouldTellAnotherOfEqualSizeByEitherEnd(int place) throws IOException {
        var before = FileMark.of(file("a".repeat(5_000)));
        var other = new StringBuilder("a".repeat(5_000));
        other.setCharAt(place, 'b');

        assertThat(before.differenceTo(FileMark.of(file(other.toString()))))
                .hasValueSatisfying(difference -> assertThat(difference).contains("5000 bytes as before"));
    }

    @Test
    void shouldTellAnotherSize() throws IOException {
        assertThat(FileMark.of(file("one\n")).differenceTo(FileMark.of(file("one\ntwo\n"))))
                .contains("it had 4 bytes and has 8");
    }

    @Test
    void shouldGoByTheSizeAloneWhereAnEarlierVersionKeptNoMore() throws IOException {
        var kept = FileMark.of(Map.of("size", "4", "offset", "0"));

        assertThat(kept.differenceTo(FileMark.of(file("two\n")))).isEmpty();
        assertThat(kept.differenceTo(FileMark.of(file("three\n")))).isPresent();
    }

    private Path file(String text) throws IOException {
        return Files.write(folder.resolve("capture.jsonl"), text.getBytes(UTF_8));
    }
}
