package dev.millrace.processor.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.processor.plan.AggregateFunction;
import org.junit.jupiter.api.Test;

class ExtremeAccumulatorTest {
    @Test
    void theGreatestOfWholeNumbersAndOthersIsKeptAsItCame() {
        assertThat(of(AggregateFunction.MAX, 1L, 2.5, 2L, -7L)).isEqualTo("2.5");
        assertThat(of(AggregateFunction.MAX, 2.5, 3L)).isEqualTo("3");
        assertThat(of(AggregateFunction.MAX, -3L, -2.5)).isEqualTo("-2.5");
    }

    @Test
    void theLeastOfWholeNumbersAndOthersIsKeptAsItCame() {
        assertThat(of(AggregateFunction.MIN, 1L, 2.5, -7L)).isEqualTo("-7");
        assertThat(of(AggregateFunction.MIN, 0L)).isEqualTo("0");
    }

    @Test
    void numbersThatNoDoubleTellsApartAreTold() {
        assertThat(of(AggregateFunction.MAX, (double) (1L << 53), (1L << 53) + 1))
                .isEqualTo("9007199254740993");
        assertThat(of(AggregateFunction.MIN, (1L << 53) + 1, (double) (1L << 53)))
                .isEqualTo("9.007199254740992E15");
    }

    private static String of(AggregateFunction function, Number... values) {
        var accumulator = Accumulator.of(function);
        var state = new byte[accumulator.width()];
        for (var value : values) {
            accumulator.add(state, 0, value);
        }
        var out = new JsonBuffer();
        accumulator.write(state, 0, out);
        return out.toString();
    }
}
