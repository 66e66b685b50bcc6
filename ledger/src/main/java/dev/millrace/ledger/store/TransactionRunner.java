package dev.millrace.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Runs work in a database transaction of its own: all of it holds, or none. Thread-safe. */
final class TransactionRunner {
    /** A server that answers nothing for so long is taken for gone. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final DataSource dataSource;

    TransactionRunner(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work that uses a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T run(Work<T> work) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
            connection.setAutoCommit(false);
            try {
                releaseIfWeStall(connection);
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /** A ledger that is stopped amid a save would keep its successor waiting for the row both want. */
    private static void releaseIfWeStall(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = '30s'");
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
