package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.sample.Shop;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to harm, or harmed on the way: each is refused for what it is, soon. */
class HostileFilesTest {
    private static final int LARGEST = 1 << 20;

    /** Large enough for what grows with the square to take minutes. */
    private static final int LARGE = 1 << 18;

    /** Far more than any of them takes, even on a busy machine; far less than what grows with the square. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("brackets", "[".repeat(LARGE), "1:65: is nested deeper than 64 levels"),
                Arguments.of("braces", "{".repeat(LARGE), "1:65: is nested deeper than 64 levels"),
                Arguments.of("brackets in lines", "[\n".repeat(LARGE / 2), "65:1: is nested deeper than 64 levels"),
                Arguments.of("lists in lists", "- ".repeat(LARGE / 2), "1:129: is nested deeper than 64 levels"),
                Arguments.of("keys in keys", "? ".repeat(LARGE / 2), "1:129: is nested deeper than 64 levels"),
                Arguments.of(
                        "10 000 levels, closed",
                        "name: " + "[".repeat(10_000) + "]".repeat(10_000),
                        "1:70: is nested deeper than 64 levels"),
                Arguments.of(
                        "levels of blocks",
                        IntStream.range(0, 1_000)
                                .mapToObj(depth -> " ".repeat(depth) + "a:\n")
                                .collect(Collectors.joining()),
                        "65:65: is nested deeper than 64 levels"),
                Arguments.of(
                        "tabs",
                        "name: x\nstore:\n" + "\t".repeat(LARGE / 2) + "uri: x",
                        "not YAML: a tab cannot indent"),
                Arguments.of(
                        "a name without end",
                        "x".repeat(LARGE - 5) + ": 1",
                        "not YAML: a ':' is not expected here; put quotes around a value that contains ': '"),
                Arguments.of(
                        "a long size",
                        sized("store: {uri: 's3:b', every: " + "9".repeat(200_000) + "d}"),
                        "99…' is not a duration"),
                Arguments.of(
                        "a long number",
                        sized("store: {uri: 's3:b', offset: " + "9".repeat(200_000) + "}"),
                        "but found '9999"),
                Arguments.of(
                        "a huge exponent",
                        sized("store: {uri: 's3:b', offset: 1e999999999}"),
                        "but found '1e999999999'"),
                Arguments.of(
                        "a tiny exponent",
                        sized("store: {uri: 's3:b', offset: 1e-999999999}"),
                        "but found '1e-999999999'"),
                Arguments.of(
                        "a long URI", sized("store: {uri: '" + "x ".repeat(100_000) + "'}"), "store.uri: 'x x x x"),
                Arguments.of(
                        "variables in variables",
                        sized("store: {uri: \"" + "${A:".repeat(50_000) + "\"}"),
                        "no '}' closes"),
                Arguments.of("names nobody knows", sized("k%d: 1\n", 20_000), "2:1: k0: unknown setting"),
                Arguments.of(
                        "one name again and again",
                        "name: x\n".repeat(LARGE / 8),
                        "is here twice; the first is in line 1"));
    }

    private static String sized(String text) {
        return "name: x\n" + text;
    }

    private static String sized(String line, int times) {
        return "name: x\n" + IntStream.range(0, times).mapToObj(line::formatted).collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void areRefusedSoon(String name, String text, String message) {
        assertTimeoutPreemptively(SOON, () -> assertThat(refused(text)).hasMessageContaining(message));
    }

    @Test
    void hugeTextsAreReadWhereTextIsAskedFor() {
        var text = "x".repeat(LARGEST - 10);

        assertTimeoutPreemptively(
                SOON,
                () -> assertThat(ConfigReader.read(Path.of("x.yaml"), "name: " + text, Shop.class, Map.of())
                                .value()
                                .name())
                        .isEqualTo(text));
    }

    @Test
    void laughsAreNotMultiplied() {
        var laughs = new StringBuilder("name: x\na0: &a0 [lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }

        assertTimeoutPreemptively(
                SOON,
                () -> assertThat(refused(laughs.toString()))
                        .hasMessageContaining("2:5: a0: anchors are not supported")
                        .hasMessageContaining("3:10: a1[0]: aliases are not supported"));
    }

    @Test
    void aMegabyteIsEnough() throws Exception {
        var file = Files.writeString(folder.resolve("large.yaml"), "#".repeat(LARGEST + 1));

        assertThat(refused(file)).hasMessage(file + ": is larger than 1 MiB, which no settings file needs to be");
        assertThat(refused("#".repeat(LARGEST + 1)))
                .hasMessage("shop.yaml: is larger than 1 MiB, which no settings file needs to be");
    }

    @Test
    void brokenUtf8IsNamedWhereItBreaks() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("\uFEFFname: x\n# 😀 ".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xE4, 'r', 'g', 'e', 'r'});
        var file = Files.write(folder.resolve("latin1.yaml"), bytes.toByteArray());

        assertThat(refused(file))
                .hasMessage(file + ":2:5: not UTF-8: the byte 0xE4 does not belong here; save the file as UTF-8");
    }

    @Test
    void utf8ThatIsCutOffIsRefused() throws Exception {
        var file = Files.write(folder.resolve("cut.yaml"), new byte[] {'a', (byte) 0xF0, (byte) 0x9F});

        assertThat(refused(file)).hasMessageContaining(":1:2: not UTF-8: the byte 0xF0");
    }

    @Test
    void utf16IsRefused() throws Exception {
        var file = Files.write(folder.resolve("wide.yaml"), "\uFEFFname: x".getBytes(StandardCharsets.UTF_16LE));

        assertThat(refused(file)).hasMessageContaining(":1:1: not UTF-8: the byte 0xFF");
    }

    @Test
    void whatIsNoFileIsCalledWhatItIs() throws Exception {
        assertThat(refused(folder.resolve("none.yaml")))
                .hasMessage(folder.resolve("none.yaml") + ": there is no such file");
        assertThat(refused(folder)).hasMessage(folder + ": this is a folder, not a file");
        assertThat(refused(Path.of("/dev/zero"))).hasMessageStartingWith("/dev/zero: ");
    }

    private static InvalidFile refused(String text) {
        return catchThrowableOfType(
                InvalidFile.class, () -> ConfigReader.read(Path.of("shop.yaml"), text, Shop.class, Map.of()));
    }

    private static InvalidFile refused(Path file) {
        return catchThrowableOfType(InvalidFile.class, () -> ConfigReader.read(file, Shop.class, Map.of()));
    }
}
