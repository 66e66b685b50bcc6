package dev.millrace.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-00",
                // Other flags than the sampled one are to be passed over.
                "00-" + TRACE + "-" + SPAN + "-ff",
                "00-" + TRACE + "-" + SPAN + "-02",
                // A later version is read as far as this one goes.
                "01-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like",
                "fe-" + TRACE + "-" + SPAN + "-01-"
            })
    void aValidHeaderIsRead(String text) {
        var trace = TraceContext.parse(text).orElseThrow();

        assertThat(trace.traceIdHigh()).isEqualTo(0x0af7651916cd43ddL);
        assertThat(trace.traceIdLow()).isEqualTo(0x8448eb211c80319cL);
        assertThat(trace.spanId()).isEqualTo(0xb7ad6b7169203331L);
        assertThat(trace.sampled()).isEqualTo((Integer.parseInt(text, 53, 55, 16) & 1) == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-",
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN + "-01-",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "01-" + TRACE + "-" + SPAN + "-01more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "0x-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + "-B7AD6B7169203331-01",
                "00-" + TRACE + "-" + SPAN + "-0G",
                "00-" + TRACE + "_" + SPAN + "-01",
                "00_" + TRACE + "-" + SPAN + "-01",
                " 00-" + TRACE + "-" + SPAN + "-01",
                "00-0af7651916cd43dd8448eb211c80319-" + SPAN + "x-01",
                "00-0af7651916cd43dd8448eb211c80319٣-" + SPAN + "-01"
            })
    void anInvalidHeaderIsNone(String text) {
        assertThat(TraceContext.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1})
    void whatIsWrittenIsReadBack(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            var trace = new TraceContext(
                    random.nextLong() >> random.nextInt(64),
                    random.nextLong() | 1,
                    random.nextLong() | 1,
                    random.nextBoolean());

            assertThat(trace.toString()).hasSize(55);
            assertThat(TraceContext.parse(trace.toString())).contains(trace);
        }
    }

    @Test
    void idsOfZeroCannotBe() {
        assertThatThrownBy(() -> new TraceContext(0, 0, 1, true)).hasMessage("the trace id must not be zero");
        assertThatThrownBy(() -> new TraceContext(1, 0, 0, true)).hasMessage("the span id must not be zero");
    }
}
