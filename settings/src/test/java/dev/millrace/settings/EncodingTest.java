package dev.millrace.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.Encoding.As;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EncodingTest {
    @Test
    void framesHaveDefaults() {
        var frames = Encoding.of(As.FRAME);

        assertThat(frames.frameEvents()).isEqualTo(1_000);
        assertThat(frames.frameBytes()).isEqualTo(DataSize.parse("256KiB"));
        assertThat(frames.frameLinger()).isEqualTo(Duration.ofMillis(100));
        assertThat(frames.data()).isNull();
        assertThat(frames).hasToString("frame");
    }

    @TestFactory
    Stream<DynamicTest> whatFramesCannotBeIsRefused() {
        return Stream.of(
                refused("as", () -> new Encoding(As.JSON, 5, null, null, null)),
                refused("as", () -> new Encoding(As.AVRO, null, null, null, Encoding.Data.JSON)),
                refused("events", () -> new Encoding(As.FRAME, 0, null, null, null)),
                refused("events", () -> new Encoding(As.FRAME, 100_001, null, null, null)),
                refused("bytes", () -> new Encoding(As.FRAME, null, new DataSize(1_023), null, null)),
                refused("bytes", () -> new Encoding(As.FRAME, null, new DataSize(9 << 20), null, null)),
                refused("linger", () -> new Encoding(As.FRAME, null, null, Duration.ZERO, null)),
                refused("linger", () -> new Encoding(As.FRAME, null, null, Duration.ofSeconds(11), null)));
    }

    private static DynamicTest refused(String field, Runnable making) {
        return DynamicTest.dynamicTest(
                field,
                () -> assertThatThrownBy(making::run)
                        .isInstanceOfSatisfying(
                                InvalidSetting.class, e -> assertThat(e.field()).isEqualTo(field)));
    }
}
