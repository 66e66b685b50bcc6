package dev.millrace.delivery.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2000-01-01T00:00:00Z, 0",
        "2000-01-01T00:00:00.000001999Z, 1",
        "1999-12-31T23:59:59.999999Z, -1",
        "1970-01-01T00:00:00Z, -946684800000000",
        "-4713-11-24T00:00:00Z, -211813488000000000",
    })
    void shouldCountMicrosecondsFromTheYear2000(Instant time, long expected) throws Exception {
        assertThat(PgTime.of("time", time)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-4713-11-23T23:59:59Z", "+294247-01-10T04:00:54Z", "+1000000000-12-31T23:59:59Z"})
    void shouldRefuseYearsThatPostgresCannotHold(Instant time) {
        assertThatThrownBy(() -> PgTime.of("time", time))
                .isInstanceOf(UnstorableValue.class)
                .hasMessageContaining("time is outside the years");
    }

    @Test
    void shouldTakeATimestampBeyondAllYearsAsInfinity() {
        assertThat(PgTime.ofEpochMillis(Long.MAX_VALUE)).isEqualTo(PgTime.INFINITY);
        assertThat(PgTime.ofEpochMillis(946_684_800_123L)).isEqualTo(123_000L);
    }
}
