package dev.millrace.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "123456, 123500",
        "-123456, -123500",
        "0.000123456, 0.0001235",
        "1e150, 1e150",
        "-1.23456e150, -1.235e150",
        "4.9e-324, 4.9e-324",
        "9.9999e-7, 0.000001",
    })
    void anEstimateHasFourDigits(double value, double rounded) {
        assertThat(Figures.rounded(value)).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource({
        "12.3456, 2, 12.35",
        "12.345, 2, 12.34",
        "-12.355, 2, -12.36",
        "0.0004, 3, 0",
        "1e150, 6, 1e150",
        "-1e150, 0, -1e150",
        "1e-300, 6, 0",
    })
    void aValueHasAsManyDecimalsAsItsField(double value, int decimals, double rounded) {
        assertThat(Figures.decimals(value, decimals)).isEqualTo(rounded);
    }

    @Test
    void zeroHasNoSign() {
        assertThat(Double.doubleToRawLongBits(Figures.decimals(-0.0004, 3))).isZero();
        assertThat(Double.doubleToRawLongBits(Figures.decimals(-0.0, 3))).isZero();
        assertThat(Double.doubleToRawLongBits(Figures.rounded(-0.0))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 0",
        "5, 5, 1",
        "1, 3, 0.3333",
        "1, 1000000000000, 0.0001",
        "999999999999, 1000000000000, 0.9999",
        "4611686018427387904, 9223372036854775807, 0.5",
    })
    void aShareIsNoneOrAllOnlyWhereItIs(long part, long whole, double fraction) {
        assertThat(Figures.share(part, whole).fraction()).isEqualTo(fraction);
    }

    @Test
    void aCountIsReadInThousands() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1 234 567");
        assertThat(Figures.count(999)).isEqualTo("999");
    }
}
