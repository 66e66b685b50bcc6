package dev.millrace.delivery.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** A database transaction that is undone when it is closed without having been committed. */
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private final Runnable ended;
    private boolean committed;

    /**
     * @param ended is run as the transaction ends
     */
    Transaction(Connection connection, Runnable ended) {
        this.connection = connection;
        this.ended = ended;
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
        ended.run();
        try (connection) {
            if (!committed && !connection.isClosed()) {
                connection.rollback();
            }
        }
    }
}
