package dev.millrace.settings;

import static dev.millrace.settings.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"0%, 0", "0.1%, 0.001", "20%, 0.2", "100%, 1", "' 1.5 % ', 0.015", "33.3%, 0.333", "0.01%, 0.0001"})
    void readsWhatPeopleWrite(String text, double fraction) {
        assertThat(Share.parse(text).fraction()).isEqualTo(fraction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "0.1", "10", "-1%", "+1%", "1e1%", ".5%", "10 percent", "10%%"})
    void refusesWhatIsNoShare(String text) {
        assertRefused(() -> Share.parse(text), "'" + text + "' is not a share such as 0.1% or 20%");
    }

    @ParameterizedTest
    @CsvSource({"101%, 101%", "110%, 110%", "100.5%, 100.5%", "1000000%, 1000000%"})
    void refusesMoreThanTheWhole(String text, String shown) {
        assertRefused(() -> Share.parse(text), "a share must be from 0% to 100%, was " + shown);
    }

    @ParameterizedTest
    @CsvSource({"-0.01, -1%", "1.1, 110%", "NaN, NaN", "Infinity, Infinity"})
    void refusesFractionsBeyondItsEnds(double fraction, String shown) {
        assertRefused(() -> new Share(fraction), "a share must be from 0% to 100%, was " + shown);
    }

    @Test
    void minusZeroIsZero() {
        assertThat(new Share(-0.0)).isEqualTo(new Share(0));
    }

    @ParameterizedTest
    @CsvSource({"0%, 0%", "0.10%, 0.1%", "100.0%, 100%", "10%, 10%", "0.00001%, 0.00001%"})
    void isWrittenWithoutNeedlessDigits(String text, String written) {
        assertThat(Share.parse(text)).hasToString(written);
    }

    @Test
    void isReadBackAsTheSameFromItsText() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var any = new Share(random.nextDouble() * Math.pow(10, -random.nextInt(300)));
            assertThat(Share.parse(any.toString())).as("seed %d", seed).isEqualTo(any);
        }
        for (double edge : new double[] {0, Double.MIN_VALUE, Math.nextDown(1.0), 1}) {
            assertThat(Share.parse(new Share(edge).toString())).isEqualTo(new Share(edge));
        }
    }
}
