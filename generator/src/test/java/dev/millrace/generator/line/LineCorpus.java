package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines as real programs wrote them, each with what it is to become: files of {@code < line} and {@code > time key data}. */
final class LineCorpus {
    /** When the corpus is read. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    /** A line, and the time, key and data it is to give. */
    record Sample(LineFormat format, String line, String parsed) {
        @Override
        public String toString() {
            return line;
        }
    }

    private LineCorpus() {}

    static Stream<Sample> samples() {
        return Stream.of(
                        read(LineFormat.COMBINED, "nginx.txt"),
                        read(LineFormat.COMBINED, "apache.txt"),
                        read(LineFormat.COMBINED, "other-servers.txt"),
                        read(LineFormat.TEXT, "text.txt"))
                .flatMap(List::stream);
    }

    /** What a parser makes of a line, in the form of the corpus. */
    static String parse(LineParser parser, byte[] line) throws MalformedLine {
        var data = new JsonBuffer();
        var parsed = parser.parse(line, 0, line.length, data);
        return parsed.time() + " " + parsed.key() + " " + data;
    }

    static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Sample> read(LineFormat format, String file) {
        var samples = new ArrayList<Sample>();
        try (var in = LineCorpus.class.getResourceAsStream(file)) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            for (int i = 0; i + 1 < lines.length; i += 2) {
                samples.add(new Sample(format, lines[i].substring(2), lines[i + 1].substring(2)));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
