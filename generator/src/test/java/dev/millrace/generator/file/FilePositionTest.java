package dev.millrace.generator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePositionTest {
    private static final byte[] HEAD = "the first line\nthe second\n".getBytes(StandardCharsets.UTF_8);
    private static final Place PLACE = new Place(
            "(dev=1,ino=2)", Fingerprint.of(HEAD, 15), 1L << 40, Instant.parse("2026-11-21T20:59:23.123456789Z"));

    @Test
    void aPositionIsReadAsItWasWritten() {
        for (var position : new FilePosition[] {
            new FilePosition(PLACE, null),
            new FilePosition(PLACE, new Place("", Fingerprint.NONE, 7, Instant.EPOCH)),
            new FilePosition(Place.before(Instant.EPOCH), PLACE)
        }) {
            assertThat(FilePosition.parse(position.toMap())).isEqualTo(position);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "offset, x",
        "offset, ",
        "fingerprint, ",
        "fingerprint, 1024",
        "fingerprint, 2000:0123456789abcdef",
        "modified, yesterday",
        "file, ",
    })
    void whatIsNoPositionIsNamed(String field, String value) {
        var map = new HashMap<>(new FilePosition(PLACE, null).toMap());
        if (value == null) {
            map.remove(field);
        } else {
            map.put(field, value);
        }

        assertThatThrownBy(() -> FilePosition.parse(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a position in a file: {");
    }

    @Test
    void aFingerprintFitsWhatBeginsTheSame() {
        var other = HEAD.clone();
        other[14]++;

        assertThat(Fingerprint.of(HEAD, 15).fits(HEAD, 15)).isTrue();
        assertThat(Fingerprint.of(HEAD, 15).fits(HEAD, HEAD.length)).isTrue();
        assertThat(Fingerprint.of(HEAD, 15).fits(HEAD, 14)).isFalse();
        assertThat(Fingerprint.of(HEAD, 15).fits(other, HEAD.length)).isFalse();
        assertThat(Fingerprint.of(HEAD, 14).fits(other, HEAD.length)).isTrue();
        assertThat(Fingerprint.NONE.fits(HEAD, 0)).isTrue();
    }

    @Test
    void filesAreFollowedFromTheirStartUnlessToldOtherwise() {
        assertThat(Map.of("follow", "true", "start", "start", "maxLine", "256KiB"))
                .allSatisfy((name, value) -> assertThat(defaultOf(name)).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0B", "65MiB"})
    void linesOfNoLengthOrBeyondMemoryAreRefused(String size) {
        assertThatThrownBy(() -> new FileSettings(Path.of("a"), true, StartAt.START, DataSize.parse(size)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("maxLine: must be from 1B to 64MiB, was " + DataSize.parse(size));
    }

    private static String defaultOf(String component) {
        for (var candidate : FileSettings.class.getRecordComponents()) {
            if (candidate.getName().equals(component)) {
                return candidate
                        .getAnnotation(dev.millrace.settings.Default.class)
                        .value();
            }
        }
        throw new AssertionError("no component " + component);
    }
}
