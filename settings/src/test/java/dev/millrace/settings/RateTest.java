package dev.millrace.settings;

import static dev.millrace.settings.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({
        "5000/s, 5000",
        "300/m, 5",
        "7200/h, 2",
        "86400/d, 1",
        "2.5k/s, 2500",
        "1M/s, 1000000",
        "0.1k/m, 1.6666666666666667",
        "' 20 / s ', 20",
        "1 k/s, 1000",
        "0.0001/s, 0.0001",
    })
    void readsWhatPeopleWrite(String text, double perSecond) {
        assertThat(Rate.parse(text).perSecond()).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "20",
                "/s",
                "20/",
                "20/ms",
                "20 per s",
                "-1/s",
                "+1/s",
                "1e3/s",
                ".5/s",
                "5./s",
                "1K/s",
                "1G/s",
                "1_000/s",
                "1,5/s",
                "5000/S",
                "٣/s",
                "5/s/s"
            })
    void refusesWhatIsNoRate(String text) {
        assertRefused(() -> Rate.parse(text), "'" + text + "' is not a rate such as 5000/s or 300/m");
    }

    @ParameterizedTest
    @CsvSource({"0/s, 0/s", "0.000/d, 0/s"})
    void refusesNoEventsAtAll(String text, String shown) {
        assertRefused(() -> Rate.parse(text), "a rate must be positive and finite, was " + shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0/s", "-2.5, -2.5/s", "NaN, NaN/s", "Infinity, Infinity/s", "-Infinity, -Infinity/s"})
    void refusesFiguresThatAreNoRate(double perSecond, String shown) {
        assertRefused(() -> new Rate(perSecond), "a rate must be positive and finite, was " + shown);
    }

    @Test
    void refusesMoreThanADoubleHolds() {
        assertRefused(() -> Rate.parse("9".repeat(350) + "/s"), "a rate must be positive and finite, was Infinity/s");
    }

    @ParameterizedTest
    @CsvSource({
        "5000/s, 5000/s",
        "300/m, 5/s",
        "1/m, 1/m",
        "7/d, 7/d",
        "5/h, 5/h",
        "2.5/s, 2.5/s",
        "0.5/s, 30/m",
        "2.5k/s, 2500/s",
        "1M/s, 1000000/s",
        "0.0001/s, 0.0001/s",
    })
    void isWrittenInItsShortestForm(String text, String written) {
        assertThat(Rate.parse(text)).hasToString(written);
    }

    @Test
    void isReadBackAsTheSameFromItsText() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var any = Double.longBitsToDouble(random.nextLong());
            if (any > 0 && any < Double.POSITIVE_INFINITY) {
                var rate = new Rate(any);
                assertThat(Rate.parse(rate.toString())).as("seed %d", seed).isEqualTo(rate);
            }
            var usual = new Rate((1 + random.nextInt(1_000_000)) / new double[] {1, 60, 3_600, 86_400}[i % 4]);
            assertThat(Rate.parse(usual.toString())).as("seed %d", seed).isEqualTo(usual);
        }
        for (double edge : new double[] {Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 1L << 53, 0x1p53 + 2}) {
            assertThat(Rate.parse(new Rate(edge).toString())).isEqualTo(new Rate(edge));
        }
    }

    @Test
    void refusesAHugeTextAtOnceAndQuotesLittleOfIt() {
        var text = "1" + " ".repeat(1_000_000) + "x";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertRefused(
                        () -> Rate.parse(text), "'1" + " ".repeat(59) + "…' is not a rate such as 5000/s or 300/m"));
    }
}
