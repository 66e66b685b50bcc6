package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTimingTest {
    @ParameterizedTest(name = "window {0} ms: a lease every {1} us, used up to {2}")
    @CsvSource({"100, 5075, 0.985", "1000, 12550, 0.996", "10000, 25000, 0.997", "3600000, 1500000, 0.999"})
    void theWindowTellsHowOftenAndHowMuch(long millis, long period, double usable) {
        var timing = LeaseTiming.of(Duration.ofMillis(millis));

        assertThat(timing.periodMicros()).isEqualTo(period);
        assertThat(timing.usable()).isBetween(usable, usable + 0.001);
        assertThat(timing.lifeMicros()).isLessThanOrEqualTo(timing.periodMicros());
    }

    @ParameterizedTest(name = "{0} instances")
    @CsvSource({"1, 12550", "200, 12550", "1000, 62500", "4000, 250000", "100000, 250000"})
    void manyInstancesAskTheLessOften(long instances, long period) {
        assertThat(LeaseTiming.of(Duration.ofSeconds(1)).periodMicros(instances))
                .isEqualTo(period);
    }

    @Test
    void aWindowOfASecondTakesFewerThanAHundredCallsASecond() {
        assertThat(1_000_000 / LeaseTiming.of(Duration.ofSeconds(1)).periodMicros())
                .isLessThan(100);
    }
}
