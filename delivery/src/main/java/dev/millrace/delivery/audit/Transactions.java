package dev.millrace.delivery.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Begins database transactions that do not hang: neither here, when the server falls silent, nor in the server, when
 * this instance does. One at a time may be cut off by another thread.
 */
final class Transactions {
    /** By which the server's view of its sessions shows those of audit trails. */
    private static final String SESSION_NAME = "millrace-audit";

    private final DataSource database;
    private final Duration answer;
    private volatile @Nullable Connection current;

    /**
     * @param answer how long the server may take to answer
     */
    Transactions(DataSource database, Duration answer) {
        this.database = database;
        this.answer = answer;
    }

    Transaction begin() throws SQLException {
        var connection = database.getConnection();
        try {
            // Runnable::run: the driver sets the time-out at once and needs no thread for it.
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(answer.toMillis()));
            connection.setAutoCommit(false);
            limit(connection);
            current = connection;
            return new Transaction(connection, () -> current = null);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Cuts the connection of the transaction under way: the time-out of the network is for reading, and a server that
     * has stopped in the middle of a batch leaves the writer waiting for ever.
     */
    void cut() throws SQLException {
        var connection = current;
        if (connection != null && connection.unwrap(PGConnection.class) instanceof Connection raw) {
            raw.abort(Runnable::run);
        }
    }

    /**
     * Ends sessions of other audit trails that have been in one transaction for longer than two answers and still owe
     * the server data: their process is stopped or cut off, and they hold locks that this one waits for.
     *
     * @return how many
     */
    int endStalled() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("""
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE application_name = ? AND datname = current_database() AND usename = current_user
                            AND wait_event_type = 'Client' AND pid <> pg_backend_pid()
                            AND xact_start < clock_timestamp() - ? * interval '1 ms'""")) {
            query.setString(1, SESSION_NAME);
            query.setLong(2, 2 * answer.toMillis());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /**
     * For this transaction: a lock is not waited for longer than an answer; and where this instance stops in the middle,
     * or its machine is gone without a word, the server gives up the locks it holds, so that another can go on.
     */
    private void limit(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                SELECT set_config('lock_timeout', ?, true),
                       set_config('idle_in_transaction_session_timeout', ?, true),
                       set_config('application_name', ?, true),
                       set_config('tcp_keepalives_idle', '10', true),
                       set_config('tcp_keepalives_interval', '5', true),
                       set_config('tcp_keepalives_count', '3', true)""")) {
            query.setString(1, answer.dividedBy(2).toMillis() + "ms");
            query.setString(2, answer.toMillis() + "ms");
            query.setString(3, SESSION_NAME);
            query.executeQuery().close();
        }
    }
}
