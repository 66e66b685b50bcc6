package dev.millrace.ledger.follow;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/** Tries again what a server that is away makes fail, until it works or the end comes. */
final class Retry {
    private final Trouble trouble;
    private final CountDownLatch end;

    Retry(Trouble trouble, CountDownLatch end) {
        this.trouble = trouble;
        this.end = end;
    }

    /** Something that needs Kafka or PostgreSQL. */
    interface Step<T> {
        T take() throws SQLException, InterruptedException;
    }

    /** What the step gives once it works; an {@link InterruptedException} if the end comes first. */
    <T> T get(Step<T> step) throws InterruptedException {
        while (true) {
            try {
                var result = step.take();
                trouble.over();
                return result;
            } catch (SQLException | KafkaException e) {
                var wait = trouble.failed(e);
                if (end.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new InterruptedException("told to end while " + e.getMessage());
                }
            }
        }
    }
}
