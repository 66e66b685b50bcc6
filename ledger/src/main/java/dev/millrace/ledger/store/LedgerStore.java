package dev.millrace.ledger.store;

import dev.millrace.ledger.account.Statement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The account in PostgreSQL, schema {@code ledger}: what was seen and how far was read, always of the same moment.
 * Used by one thread at a time.
 */
public final class LedgerStore {
    private final DataSource dataSource;
    private final TransactionRunner transactions;
    private final String name;
    private @Nullable Epoch epoch;
    private Statement saved = Statement.EMPTY;

    /**
     * An account kept in a database, which is not asked before {@link #takeOver()}.
     *
     * @param name says to people who keeps the account, such as a host and a process id
     */
    public LedgerStore(DataSource dataSource, String name) {
        this.dataSource = dataSource;
        this.transactions = new TransactionRunner(dataSource);
        this.name = name;
    }

    /**
     * Makes the tables if need be, ends the turn of any ledger before, and reads what was saved.
     *
     * @throws SQLException if the database cannot be reached or holds something else
     */
    public Statement takeOver() throws SQLException {
        migrate();
        saved = transactions.run(connection -> {
            epoch = Epoch.take(connection, name);
            return new StatementReader(connection).read();
        });
        return saved;
    }

    /**
     * Writes what has changed since the last save, in one transaction.
     *
     * @throws LedgerTakenOverException if another ledger has taken over; nothing was written
     * @throws SQLException             if it could not be written, or it is not known whether it was; saving a later
     *                                  statement makes up for it
     */
    public void save(Statement now) throws SQLException {
        var turn = epoch;
        if (turn == null) {
            throw new IllegalStateException("the account must be taken over before it is saved");
        }
        var changes = Changes.between(saved, now);
        if (changes.isEmpty()) {
            return;
        }
        transactions.run(connection -> {
            turn.hold(connection);
            new ChangeWriter(connection).write(changes);
            return true;
        });
        saved = now;
    }

    private void migrate() throws SQLException {
        try {
            Flyway.configure(LedgerStore.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations("classpath:dev/millrace/ledger/store/migration")
                    .schemas("ledger")
                    .table("history")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("the tables of schema ledger could not be made or brought up to date", e);
        }
    }
}
