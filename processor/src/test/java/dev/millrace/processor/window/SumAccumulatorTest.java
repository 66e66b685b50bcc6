package dev.millrace.processor.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.event.json.JsonBuffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumAccumulatorTest {
    private final SumAccumulator sum = new SumAccumulator();
    private final byte[] state = new byte[sum.width()];

    @Test
    void isExactForWhatPeopleWrite() {
        assertThat(of(0.1, 0.2)).isEqualTo("0.3");
        assertThat(of(1L, 2L)).as("and goes on").isEqualTo("3.3");
        assertThat(of(-3.3)).isEqualTo("0");
        assertThat(of(-0.05)).isEqualTo("-0.05");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isExactForAMillionAmounts(long seed) {
        var random = new Random(seed);
        var exact = BigDecimal.ZERO;
        for (int i = 0; i < 1_000_000; i++) {
            var amount = BigDecimal.valueOf(random.nextLong(-1_000_000, 10_000_000), random.nextInt(5));
            exact = exact.add(amount);
            sum.add(state, 0, amount.doubleValue());
        }

        assertThat(new BigDecimal(written())).isEqualByComparingTo(exact);
    }

    @Test
    void goesOnBeyond64Bits() {
        assertThat(of(Long.MAX_VALUE, Long.MAX_VALUE, 1L)).isEqualTo(Double.toString(2.0 * Long.MAX_VALUE));
    }

    @Test
    void goesOnWhenDecimalsDoNotFitBesideLargeNumbers() {
        assertThat(Double.parseDouble(of(Long.MAX_VALUE, 0.123456789))).isEqualTo((double) Long.MAX_VALUE);
        assertThat(Double.parseDouble(of(Long.MIN_VALUE))).isCloseTo(0, within(1.5));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void isAsGoodAsADoubleCanBeForAnyOtherNumbers(long seed) {
        var random = new Random(seed);
        var exact = BigDecimal.ZERO;
        for (int i = 0; i < 10_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
            exact = exact.add(new BigDecimal(value));
            sum.add(state, 0, value);
        }

        double ulp = Math.ulp(exact.doubleValue());
        assertThat(Double.parseDouble(written())).isCloseTo(exact.doubleValue(), within(ulp));
    }

    @Test
    void aSumNoDoubleHoldsIsNull() {
        assertThat(of(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo("null");
    }

    @Test
    void theMeanIsTheSumOverTheCount() {
        var mean = new MeanAccumulator();
        var bytes = new byte[mean.width() + 3];
        mean.add(bytes, 3, 1L);
        mean.add(bytes, 3, 2.5);
        mean.add(bytes, 3, 0.1);
        var out = new JsonBuffer();
        mean.write(bytes, 3, out);

        assertThat(new BigDecimal(out.toString()).setScale(6, RoundingMode.HALF_UP))
                .isEqualByComparingTo("1.2");
    }

    private String of(Number... values) {
        for (var value : values) {
            sum.add(state, 0, value);
        }
        return written();
    }

    private String written() {
        var out = new JsonBuffer();
        sum.write(state, 0, out);
        return out.toString();
    }
}
