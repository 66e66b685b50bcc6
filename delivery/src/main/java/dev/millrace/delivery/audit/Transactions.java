package dev.millrace.delivery.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Begins database transactions that do not hang: neither here, when the server falls silent, nor in the server, when
 * this instance does.
 */
final class Transactions {
    private final DataSource database;
    private final Duration answer;

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
            return new Transaction(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
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
                       set_config('tcp_keepalives_idle', '10', true),
                       set_config('tcp_keepalives_interval', '5', true),
                       set_config('tcp_keepalives_count', '3', true)""")) {
            query.setString(1, answer.dividedBy(2).toMillis() + "ms");
            query.setString(2, answer.toMillis() + "ms");
            query.executeQuery().close();
        }
    }
}
