package dev.millrace.delivery.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** A database transaction that is undone when it is closed without having been committed. */
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private boolean committed;

    Transaction(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
        committed = true;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!committed && !connection.isClosed()) {
                connection.rollback();
            }
        }
    }
}
