package dev.millrace.generator.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.Utf8;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whatever a line holds, it becomes a JSON object or is malformed; nothing else is thrown, and nothing takes long. */
@Timeout(60)
class LineFuzzTest {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final byte[] BEFORE = LineCorpus.bytes("before");

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"COMBINED, 1", "COMBINED, 2", "TEXT, 3", "TEXT, 4", "JSON, 5", "JSON, 6"})
    void aDamagedLineIsDataOrMalformed(LineFormat format, long seed) {
        var random = new SplittableRandom(seed);
        var lines = LineCorpus.samples()
                // What the other parsers write is what the JSON parser reads.
                .map(sample ->
                        format == LineFormat.JSON ? sample.parsed().replaceFirst("^\\S+ \\S+ ", "") : sample.line())
                .map(LineCorpus::bytes)
                .toList();
        var parser = format.parser(LineCorpus.CLOCK);
        for (int i = 0; i < 15_000; i++) {
            check(parser, damaged(lines.get(random.nextInt(lines.size())), random));
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"COMBINED, 1", "TEXT, 2", "JSON, 3"})
    void noiseIsDataOrMalformed(LineFormat format, long seed) {
        var random = new SplittableRandom(seed);
        var parser = format.parser(LineCorpus.CLOCK);
        for (int i = 0; i < 15_000; i++) {
            var noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (random.nextBoolean()) {
                for (int at = 0; at < noise.length; at++) {
                    noise[at] = (byte) " \"\\[]{}:,-0123/Nov:x\t".charAt((noise[at] & 0xff) % 21);
                }
            }
            check(parser, noise);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COMBINED, [",
        "COMBINED, ' ['",
        "COMBINED, '\\'",
        "COMBINED, '\"'",
        "TEXT, ' '",
        "TEXT, 1",
        "JSON, '['",
        "JSON, '{\"a\":'"
    })
    void aMegabyteOfOneThingIsDataOrMalformed(LineFormat format, String unit) {
        check(format.parser(LineCorpus.CLOCK), LineCorpus.bytes(unit.repeat((1 << 20) / unit.length())));
        check(
                format.parser(LineCorpus.CLOCK),
                LineCorpus.bytes("::1 - - [21/Nov/2026:20:59:23 +0000] \"" + unit.repeat((1 << 20) / unit.length())));
    }

    private static void check(LineParser parser, byte[] line) {
        var data = new JsonBuffer();
        data.raw(BEFORE);
        try {
            // The line stands in the midst of other bytes, which are not its own.
            var around = new byte[line.length + 40];
            Arrays.fill(around, (byte) '"');
            System.arraycopy(line, 0, around, 20, line.length);
            parser.parse(around, 20, line.length, data);
            assertIsOneObject(data.toBytes(BEFORE.length));
        } catch (MalformedLine e) {
            assertThat(e.reason()).startsWith("expected ");
            assertThat(data.toBytes()).isEqualTo(BEFORE);
        }
    }

    private static void assertIsOneObject(byte[] json) {
        assertThat(Utf8.firstInvalid(json, 0, json.length)).isEqualTo(-1);
        try (var jackson = JACKSON.createParser(ObjectReadContext.empty(), json)) {
            assertThat(jackson.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            jackson.skipChildren();
            assertThat(jackson.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(jackson.nextToken()).isNull();
        }
    }

    private static byte[] damaged(byte[] line, SplittableRandom random) {
        var damaged = line.clone();
        for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = (byte) " \"\\[]{}:,-0x/".charAt(random.nextInt(13));
                case 2 -> System.arraycopy(damaged, at, damaged, 0, damaged.length - at);
                default -> damaged = Arrays.copyOf(damaged, random.nextInt(3) == 0 ? at : damaged.length);
            }
        }
        return damaged;
    }
}
