package dev.millrace.generator.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamLinesTest {
    private static final int LINE = 1 << 20;

    @Test
    void shouldHandOutTheLinesWithoutTheirEndsAndPassOverEmptyOnes() throws Exception {
        var lines = started(new ByteArrayInputStream("one\r\n\n\r\ntwo\nlast".getBytes(UTF_8)));

        assertThat(texts(lines)).containsExactly("one", "two", "last");
        assertThat(lines.failure()).isEmpty();
    }

    @Test
    void shouldKeepTheHeadOfALineThatIsTooLong() throws Exception {
        var lines = new StreamLines(new ByteArrayInputStream("x".repeat(10_000).getBytes(UTF_8)), 5_000);
        lines.start();

        var line = await().until(() -> lines.next(1_000_000), Objects::nonNull);
        assertThat(line.tooLong()).isTrue();
        assertThat(line.length()).isEqualTo(10_000);
        assertThat(line.bytes()).hasSize(4_096);
    }

    @Test
    void shouldNotReadFarAheadOfWhoeverSendsThemHoweverLongTheyAre() throws Exception {
        var endless = new Endless(64L * LINE);
        var lines = started(endless);
        await().until(() -> endless.given.get() > 8L * LINE);

        await().during(Duration.ofMillis(300)).until(() -> endless.given.get() < 24L * LINE);

        assertThat(texts(lines)).hasSize(64).allMatch(text -> text.length() == LINE - 1);
    }

    @Test
    void shouldNotTakeAReaderThatDiedForTheEndOfTheStream() throws Exception {
        var broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("out of order");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return read();
            }
        };
        var lines = started(new SequenceInputStream(new ByteArrayInputStream("one\nhal".getBytes(UTF_8)), broken));

        assertThat(texts(lines)).containsExactly("one");
        assertThat(lines.failure()).get().extracting(Throwable::getMessage).isEqualTo("out of order");
    }

    private static StreamLines started(InputStream stream) {
        var lines = new StreamLines(stream, 8 << 20);
        lines.start();
        return lines;
    }

    private static List<String> texts(StreamLines lines) throws InterruptedException {
        var texts = new ArrayList<String>();
        while (!lines.over()) {
            var line = lines.next(1_000_000);
            if (line != null) {
                texts.add(new String(line.bytes(), UTF_8));
            }
        }
        return texts;
    }

    /** Lines of a mebibyte each, made as they are asked for. */
    private static final class Endless extends InputStream {
        private final long size;
        private final AtomicLong given = new AtomicLong();

        Endless(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            long at = given.getAndIncrement();
            return at >= size ? -1 : at % LINE == LINE - 1 ? '\n' : 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = 0;
            for (int next = length > 0 ? read() : -1; next >= 0; next = count < length ? read() : -1) {
                into[offset + count++] = (byte) next;
            }
            return count == 0 ? -1 : count;
        }
    }
}
