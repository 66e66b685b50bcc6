package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {
    @ParameterizedTest
    @CsvSource({
        "22021, DATA", // not UTF-8
        "23514, DATA", // check constraint
        "54000, DATA", // index row too large
        "23505, DUPLICATE",
        "08006, TRANSIENT", // connection lost
        "57P01, TRANSIENT", // terminated by administrator
        "55P03, TRANSIENT", // lock time-out
        "40P01, TRANSIENT", // deadlock
        "53100, TRANSIENT", // disk full
        "42501, TRANSIENT", // no right
        "28P01, TRANSIENT", // wrong password
        ", TRANSIENT",
    })
    void shouldTellDataThatCannotBeStoredFromTroubleThatPasses(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(new SQLException("failed", state))).isEqualTo(expected);
    }

    @Test
    void shouldSayWhyAPoolHasNoConnection() {
        var pool =
                new SQLException("pool - Connection is not available", new SQLException("Connection refused", "08001"));

        assertThat(SqlFailure.words(pool)).isEqualTo("Connection refused");
    }
}
