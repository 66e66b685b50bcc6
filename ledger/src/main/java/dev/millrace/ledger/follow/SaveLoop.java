package dev.millrace.ledger.follow;

import dev.millrace.ledger.store.LedgerStore;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Saves the account every so often, and once more at the end. While the database is away the account goes on in
 * memory; nothing piles up, for what is saved is the account as it then is, not what happened to it.
 */
final class SaveLoop {
    private final LedgerStore store;
    private final SharedAccount account;
    private final LedgerSettings settings;
    private final Trouble trouble;
    private final CountDownLatch end;

    SaveLoop(LedgerStore store, SharedAccount account, LedgerSettings settings, Trouble trouble, CountDownLatch end) {
        this.store = store;
        this.account = account;
        this.settings = settings;
        this.trouble = trouble;
        this.end = end;
    }

    void run() throws InterruptedException {
        while (end.getCount() > 0) {
            account.awaitRecords(settings.saveAfter(), settings.saveEvery());
            save();
        }
        save();
    }

    private void save() throws InterruptedException {
        try {
            store.save(account.statement());
            trouble.over();
        } catch (SQLException e) {
            end.await(trouble.failed(e).toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
