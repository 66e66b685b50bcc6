package dev.millrace.ledger.follow;

import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** The account with a lock around it: one thread folds, others ask. A statement never shows half a batch. */
final class SharedAccount {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Account account;
    private final LatencyLog latencies;
    private long folded;
    private long stated;
    private boolean torn;
    private boolean ended;
    private Statement latest;

    SharedAccount(Account account, LatencyLog latencies) {
        this.account = account;
        this.latencies = latencies;
        this.latest = account.statement();
    }

    /** Work on the account. */
    interface Work<T> {
        T on(Account account);
    }

    /** Changes the account; {@code records} of them were read for it. */
    <T> T change(int records, Work<T> work) {
        lock.lock();
        try {
            torn = true;
            var result = work.on(account);
            torn = false;
            folded += records;
            moved.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** The account as it is now; should a change have broken off, as it was when it was last asked for. */
    Statement statement() {
        lock.lock();
        try {
            if (!torn) {
                stated = folded;
                latest = account.statement();
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** The latency of one run, or of all of them. */
    Latency latency(Optional<String> run) {
        lock.lock();
        try {
            return run.map(latencies::of).orElseGet(latencies::ofAll);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many records were folded since the last statement, or the time is up. */
    void awaitRecords(long records, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (folded - stated < records && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come: nobody needs to wait any longer. */
    void end() {
        lock.lock();
        try {
            ended = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every partition is read up to its target; false if time was up, or reading ended, before. */
    boolean awaitPositions(Map<TopicPartition, Position> targets, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!targets.entrySet().stream().allMatch(target -> isRead(target.getKey(), target.getValue()))) {
                if (left <= 0 || ended) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isRead(TopicPartition partition, Position target) {
        return target.isReachedBy(account.position(partition).orElse(null));
    }
}
