package dev.millrace.generator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.DataSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void linesAreCutAsTheyStandHoweverTheBytesArrive(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            int maxLine = random.nextInt(1, 40);
            var text = new StringBuilder();
            var expected = new ArrayList<String>();
            var ends = new ArrayList<Long>();
            for (int line = random.nextInt(30); line > 0; line--) {
                var content = content(random, random.nextInt(3) == 0 ? 0 : random.nextInt(1, 60));
                text.append(content).append(random.nextBoolean() ? "\n" : "\r\n");
                if (!content.isEmpty()) {
                    expected.add(
                            content.length() > maxLine
                                    ? content.substring(0, maxLine) + "…" + content.length()
                                    : content);
                    ends.add((long) text.length());
                }
            }

            var lines = new Lines();
            var seenEnds = new ArrayList<Long>();
            read(text.toString(), new LineBuffer(new DataSize(maxLine)), random, lines, seenEnds);

            assertThat(lines.all()).isEqualTo(expected);
            assertThat(seenEnds).isEqualTo(ends);
        }
    }

    @ParameterizedTest
    @CsvSource({"a, a", "a⏎, a", "aa⏎b, aa⏎b", "aaaaaa, aaaaa…6", "aaaaa⏎, aaaaa", "aaaaaa⏎, aaaaa…6"})
    void theRestAtTheEndIsALine(String written, String expected) throws IOException {
        var rest = written.replace('⏎', '\r');
        var buffer = new LineBuffer(new DataSize(5));
        var lines = new Lines();
        var input = new ByteArrayInputStream(("x\n" + rest).getBytes(StandardCharsets.UTF_8));
        while (buffer.fill(input::read) >= 0) {
            buffer.deliver(lines, 10);
        }

        assertThat(buffer.finish(lines)).isEqualTo(1);
        assertThat(lines.all()).containsExactly("x", expected.replace('⏎', '\r'));
        assertThat(buffer.delivered()).isEqualTo(2 + rest.length());
        assertThat(buffer.finish(lines)).isZero();
    }

    @Test
    void nothingAtTheEndIsNoLine() {
        assertThat(new LineBuffer(new DataSize(5)).finish(new Lines())).isZero();
    }

    @Test
    void anEndlessLineTakesNoMoreMemoryThanALineMay() throws IOException {
        long length = 200_000_000L;
        var buffer = new LineBuffer(new DataSize(1_000));
        var lines = new Lines();
        var sizes = new ArrayList<Integer>();
        long read = 0;
        while (read < length) {
            long before = read;
            // Nothing is written: what the array holds does not matter, but its size does.
            read += buffer.fill((into, offset, room) -> {
                sizes.add(into.length);
                return (int) Math.min(room, length - before);
            });
            assertThat(buffer.deliver(lines, 1)).isZero();
        }
        buffer.fill((into, offset, room) -> {
            into[offset] = '\n';
            return 1;
        });

        assertThat(buffer.deliver(lines, 1)).isEqualTo(1);
        assertThat(lines.all()).singleElement().asString().endsWith("…" + length);
        assertThat(buffer.delivered()).isEqualTo(length + 1);
        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThan(200_000));
    }

    @Test
    void aLineTheSinkDidNotTakeIsDeliveredAgain() throws IOException {
        var buffer = new LineBuffer(new DataSize(10));
        buffer.fill(new ByteArrayInputStream("a\nb\nc\n".getBytes(StandardCharsets.UTF_8))::read);
        var lines = new Lines();
        var failing = new LineSink() {
            @Override
            public void line(byte[] bytes, int offset, int length) {
                if (bytes[offset] == 'b') {
                    throw new IllegalStateException("full");
                }
                lines.line(bytes, offset, length);
            }

            @Override
            public void tooLong(byte[] head, long length) {
                lines.tooLong(head, length);
            }
        };

        assertThatThrownBy(() -> buffer.deliver(failing, 10)).hasMessage("full");
        assertThat(buffer.delivered()).isEqualTo(2);
        buffer.deliver(lines, 10);

        assertThat(lines.all()).containsExactly("a", "b", "c");
    }

    private static void read(String text, LineBuffer buffer, SplittableRandom random, Lines lines, List<Long> ends)
            throws IOException {
        var input = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        while (buffer.fill((into, offset, room) -> input.read(into, offset, Math.min(room, random.nextInt(1, 50))))
                >= 0) {
            while (buffer.deliver(lines, 1) == 1) {
                ends.add(buffer.delivered());
            }
        }
        assertThat(buffer.delivered() + buffer.pending()).isEqualTo(text.length());
        assertThat(buffer.finish(lines)).isZero();
    }

    private static String content(SplittableRandom random, int length) {
        var content = new StringBuilder();
        for (int i = 0; i < length; i++) {
            content.append(i > 0 && i < length - 1 && random.nextInt(5) == 0 ? '\r' : (char) random.nextInt('a', 'z'));
        }
        return content.toString();
    }
}
