package dev.millrace.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class SharedPostgresIT {
    @Test
    void shouldGiveEachTestADatabaseOfItsOwn() throws Exception {
        var one = SharedPostgres.newDatabase();
        var two = SharedPostgres.newDatabase();

        for (var database : new TestDatabase[] {one, two}) {
            try (var connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                    var statement = connection.createStatement()) {
                statement.execute("create table note (text text)");
            }
        }

        assertThat(one.jdbcUrl()).isNotEqualTo(two.jdbcUrl());
    }
}
