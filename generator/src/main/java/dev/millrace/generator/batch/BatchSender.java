package dev.millrace.generator.batch;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches to the leaders of their partitions, in the order they come, on a thread of its own; each leader has one
 * connection and answers in order. After the first failure nothing more is sent: the transaction is lost, and whoever goes
 * on does so in another.
 *
 * <p>The first batch of a partition in a transaction goes ahead of its others. Kafka may still be ending the transaction
 * before, or have moved the partition, and then takes nothing of it: then it is sent again, and what came behind would have
 * been out of sequence. Thread-safe.
 */
final class BatchSender implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(BatchSender.class);
    private static final long BEFORE_ANOTHER_TRY_MILLIS = 20;
    private static final long LONGEST_POLL_MILLIS = 100;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final NetworkClient client;
    private final ProducerMetadata metadata;
    private final BatchCompression compression;
    private final BatchMemory memory;
    private final SendingLimits limits;
    private final String transactionalId;
    private final BatchAnswers answers = new BatchAnswers();
    private final Thread thread;
    private final ConcurrentLinkedQueue<PartitionBatch> handed = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;
    /** Why Kafka has last put off a batch; null once it has taken one. */
    private volatile @Nullable Exception notYet;

    // The thread's own.
    private final Deque<PartitionBatch> waiting = new ArrayDeque<>();
    private final Set<ProduceExchange> underWay = new LinkedHashSet<>();
    /** The partitions of which Kafka has the first batch of the transaction. */
    private final Set<TopicPartition> begun = new HashSet<>();

    private long notBefore;

    BatchSender(
            NetworkClient client,
            ProducerMetadata metadata,
            BatchCompression compression,
            BatchMemory memory,
            SendingLimits limits,
            String transactionalId) {
        this.client = client;
        this.metadata = metadata;
        this.compression = compression;
        this.memory = memory;
        this.limits = limits;
        this.transactionalId = transactionalId;
        this.thread =
                Thread.ofPlatform().name("batches-" + transactionalId).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes a batch over. */
    void send(PartitionBatch batch) {
        answers.expect();
        handed.add(batch);
        client.wakeup();
    }

    /** Why nothing more is sent; null while all is well. */
    @Nullable
    Exception failure() {
        return answers.failure();
    }

    /** Waits until all is answered, or something has failed, or the time is up; whether it was not the time. */
    boolean await(Duration atMost) throws InterruptedException {
        return answers.await(atMost);
    }

    /** Ends; what is not answered yet has failed. Waits until it is over, which is at once, but for a look-up of names. */
    @Override
    public void close() {
        closing = true;
        client.wakeup();
        if (hasEnded()) {
            // What was handed over behind its end has failed as well.
            drop(new TimeoutException("the channel was closed before Kafka answered"));
        } else {
            log.warn(
                    "The connection to Kafka is not closed within {} s and is left behind: transactional.id={}",
                    CLOSING.toSeconds(),
                    transactionalId);
        }
    }

    /** Waits for the thread's end, also where this one is interrupted; whether it came in time. */
    private boolean hasEnded() {
        long until = System.nanoTime() + CLOSING.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        for (long left = CLOSING.toNanos(); left > 0 && !ended; left = until - System.nanoTime()) {
            try {
                ended = thread.join(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private void run() {
        try {
            while (!closing) {
                long now = System.currentTimeMillis();
                client.poll(look(now), now);
            }
        } catch (RuntimeException | Error e) {
            log.error("Sending batches has come to an end: transactional.id={}", transactionalId, e);
            answers.fail(e instanceof Exception known ? known : new IllegalStateException(e));
        } finally {
            var end = new TimeoutException("the channel was closed before Kafka answered");
            answers.fail(end);
            drop(end);
            underWay.forEach(exchange -> exchange.batches().forEach(batch -> settled(batch, end)));
            client.close();
        }
    }

    /** Sends what can be sent; how long to wait before the next look, milliseconds. */
    private long look(long now) {
        var failed = failure();
        if (failed != null) {
            drop(failed);
            return LONGEST_POLL_MILLIS;
        }
        for (var next = handed.poll(); next != null; next = handed.poll()) {
            waiting.add(next);
        }
        var first = waiting.peek();
        if (first == null) {
            return LONGEST_POLL_MILLIS;
        }
        if (System.nanoTime() - first.openedNanos > limits.delivery().toNanos()) {
            answers.fail(tooLate(first));
            return 0;
        }
        return now < notBefore ? notBefore - now : sendWaiting(now);
    }

    private TimeoutException tooLate(PartitionBatch batch) {
        return late("records for " + batch.partition + " could not be sent within "
                + limits.delivery().toMillis() + " ms");
    }

    /** That something takes too long, with the reason if Kafka has said one. */
    TimeoutException late(String what) {
        var reason = notYet;
        return reason == null
                ? new TimeoutException(what)
                : new TimeoutException(what + ": " + reason.getMessage(), reason);
    }

    private long sendWaiting(long now) {
        var requests = new LinkedHashMap<Node, ProduceExchange>();
        var full = new HashSet<Node>();
        long wait = LONGEST_POLL_MILLIS;
        var cluster = metadata.fetch();
        for (Iterator<PartitionBatch> each = waiting.iterator(); each.hasNext(); ) {
            var batch = each.next();
            var leader = cluster.leaderFor(batch.partition);
            if (leader == null) {
                notYet = new LeaderNotAvailableException("the leader of " + batch.partition + " is not known");
                metadata.requestUpdate(false);
                continue;
            }
            if (full.contains(leader) || !(batch.isFirst() || begun.contains(batch.partition))) {
                continue;
            }
            var request = requests.get(leader);
            if (request == null) {
                if (!client.ready(leader, now)) {
                    full.add(leader);
                    var unknown = client.authenticationException(leader);
                    if (unknown != null) {
                        answers.fail(unknown);
                        return 0;
                    }
                    wait = Math.min(wait, client.pollDelayMs(leader, now));
                    continue;
                }
                request = new ProduceExchange(transactionalId, limits.requestTimeoutMillis());
                requests.put(leader, request);
                // From here on whoever ends this thread settles what is in it.
                underWay.add(request);
            }
            if (request.has(batch.partition) || request.bytes() >= limits.request()) {
                full.add(leader);
                continue;
            }
            var wire = compression.finish(batch);
            each.remove();
            if (batch.isFirst()) {
                begun.remove(batch.partition);
            }
            request.add(batch, cluster.topicId(batch.partition.topic()), wire);
        }
        for (var request : requests.entrySet()) {
            send(request.getKey(), request.getValue(), now);
        }
        return wait;
    }

    private void send(Node leader, ProduceExchange exchange, long now) {
        client.send(
                client.newClientRequest(
                        leader.idString(),
                        exchange.request(),
                        now,
                        true,
                        limits.requestTimeoutMillis(),
                        response -> answered(exchange, response)),
                now);
    }

    private void answered(ProduceExchange exchange, ClientResponse response) {
        underWay.remove(exchange);
        var again = new ArrayList<PartitionBatch>();
        exchange.answered(response, (batch, failed) -> {
            if (batch.isFirst() && failed instanceof RetriableException && response.hasResponse()) {
                notYet = failed;
                again.add(batch);
                if (failed instanceof InvalidMetadataException) {
                    metadata.requestUpdate(false);
                }
                log.debug("Not yet taken: partition={} reason={}", batch.partition, failed.getMessage());
            } else {
                begun.add(batch.partition);
                notYet = null;
                settled(batch, failed);
            }
        });
        if (!again.isEmpty()) {
            notBefore = System.currentTimeMillis() + BEFORE_ANOTHER_TRY_MILLIS;
            again.reversed().forEach(waiting::addFirst);
        }
    }

    private void settled(PartitionBatch batch, @Nullable Exception failed) {
        if (failed == null) {
            batch.acknowledged();
        } else {
            batch.failed(answers.fail(failed));
        }
        memory.give(batch.array());
        answers.arrived();
    }

    private void drop(Exception failed) {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            settled(next, failed);
        }
        for (var next = handed.poll(); next != null; next = handed.poll()) {
            settled(next, failed);
        }
    }
}
