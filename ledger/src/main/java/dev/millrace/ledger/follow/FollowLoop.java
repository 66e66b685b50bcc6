package dev.millrace.ledger.follow;

import dev.millrace.event.avro.SchemaFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads and folds, over and over, until it is told to end. Used by one thread. */
final class FollowLoop {
    private static final Duration POLL = Duration.ofMillis(100);

    private final LogReader reader;
    private final TopicWatch watch;
    private final Folds folds;
    private final SharedAccount account;
    private final Trouble trouble;
    private final CountDownLatch end;

    FollowLoop(
            LogReader reader,
            TopicWatch watch,
            Folds folds,
            SharedAccount account,
            Trouble trouble,
            CountDownLatch end) {
        this.reader = reader;
        this.watch = watch;
        this.folds = folds;
        this.account = account;
        this.trouble = trouble;
        this.end = end;
    }

    void run() throws InterruptedException {
        while (end.getCount() > 0) {
            try {
                step();
                trouble.over();
            } catch (WakeupException e) {
                // Somebody wants the loop to look at its end, which it does next.
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                end.await(trouble.failed(e).toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Waits for the schemas that records need, for as long as it takes; false if the end came before. */
    private boolean prepare(ConsumerRecords<Void, ByteBuffer> records) throws InterruptedException {
        for (var partition : records.partitions()) {
            while (true) {
                try {
                    folds.of(partition.topic()).prepare(records.records(partition));
                    break;
                } catch (SchemaFailure e) {
                    // What was polled is not polled again: it is kept here.
                    if (end.await(trouble.failed(e).toNanos(), TimeUnit.NANOSECONDS)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void step() throws InterruptedException {
        watch.want(account.change(0, folded -> folds.topics()));
        watch.look().ifPresent(reader::follow);
        if (!reader.hasPartitions()) {
            end.await(POLL.toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        var records = reader.poll(POLL);
        if (!prepare(records)) {
            return;
        }
        account.change(records.count(), folded -> {
            for (var partition : records.partitions()) {
                folds.of(partition.topic()).fold(partition.partition(), records.records(partition));
            }
            reader.readUpTo(records, folded);
            return true;
        });
    }
}
