package dev.millrace.ledger.store;

import java.sql.Connection;
import java.sql.SQLException;

/** One ledger's turn at keeping the account: the newest holds, older ones are refused. */
record Epoch(long number) {
    /** Begins a new turn; waits for a save of the turn before that is under way. */
    static Epoch take(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(
                "update ledger.holder set epoch = epoch + 1, name = ?, since = now() returning epoch")) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("table ledger.holder is empty: it must hold one row");
                }
                return new Epoch(row.getLong(1));
            }
        }
    }

    /**
     * Holds the turn until the transaction ends.
     *
     * @throws LedgerTakenOverException if a newer one has begun
     */
    void hold(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("update ledger.holder set saved = now() where epoch = ?")) {
            statement.setLong(1, number);
            if (statement.executeUpdate() == 1) {
                return;
            }
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select name from ledger.holder")) {
            throw new LedgerTakenOverException(row.next() ? row.getString(1) : "unknown");
        }
    }
}
