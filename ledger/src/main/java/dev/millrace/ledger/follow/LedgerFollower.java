package dev.millrace.ledger.follow;

import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.store.LedgerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the account of every event: reads, committed records only, what sources say about themselves, the topics they
 * name and the dead letters of those, and folds it into {@linkplain Statement statements}.
 *
 * <p>The account and how far was read are saved in PostgreSQL in one transaction, so that a follower that dies is
 * followed by one that goes on exactly where it was. Of two on one database, the one that started later holds; the
 * other stops. Kafka or PostgreSQL may be away at any time, at the start as well: it waits and goes on.
 *
 * <p>Thread-safe. It runs on two threads of its own.
 */
public final class LedgerFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_SAVE = Duration.ofSeconds(30);

    private final Map<String, Object> client;
    private final LedgerStore store;
    private final LedgerSettings settings;
    private final Clock clock;
    private final SchemaLookup schemas;
    private final Trouble starting = new Trouble(LOG, "starting the ledger");
    private final Trouble reading = new Trouble(LOG, "reading from Kafka");
    private final Trouble saving = new Trouble(LOG, "saving the account in PostgreSQL");
    private final CountDownLatch endReading = new CountDownLatch(1);
    private final CountDownLatch endSaving = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread reader =
            Thread.ofPlatform().daemon().name("ledger-reader").unstarted(this::read);
    private volatile @Nullable Thread saver;
    private volatile @Nullable SharedAccount account;
    private volatile @Nullable KafkaClients clients;
    private volatile @Nullable FollowerState ended;

    /** A follower of topics without Avro records; the parameters are those of the other constructor. */
    public LedgerFollower(
            Map<String, Object> client, DataSource dataSource, String name, LedgerSettings settings, Clock clock) {
        this(client, dataSource, name, settings, clock, id -> {
            throw new SchemaFailure.Unknown("schema " + id + " is not known: no registry is");
        });
    }

    /**
     * A follower that has not started yet.
     *
     * @param client     how to reach Kafka: {@code bootstrap.servers} and what security needs
     * @param dataSource how to reach PostgreSQL
     * @param name       says to people who keeps the account, such as a host and a process id
     * @param clock      the time latency is measured by
     * @param schemas    where the schemas of Avro records are found; asked by the reading thread
     */
    public LedgerFollower(
            Map<String, Object> client,
            DataSource dataSource,
            String name,
            LedgerSettings settings,
            Clock clock,
            SchemaLookup schemas) {
        this.schemas = schemas;
        this.client = Map.copyOf(client);
        this.store = new LedgerStore(dataSource, name);
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins; returns at once. May be called once. */
    public void start() {
        reader.start();
    }

    /** What it is doing. */
    public FollowerState state() {
        var end = ended;
        if (end != null) {
            return end;
        }
        if (account == null) {
            return new FollowerState.Starting(starting.now().orElse("the account to be read from PostgreSQL"));
        }
        return new FollowerState.Following(reading.now().or(saving::now));
    }

    /**
     * Waits until it reads: from then on the latency of every event is measured.
     *
     * @return false if the time was up, or it stopped, before
     */
    public boolean awaitFollowing(Duration patience) throws InterruptedException {
        return opened.await(patience.toNanos(), TimeUnit.NANOSECONDS) && state() instanceof FollowerState.Following;
    }

    /** The account as it is now; empty while it has not been opened. */
    public Statement statement() {
        var shared = account;
        return shared == null ? Statement.EMPTY : shared.statement();
    }

    /**
     * How long generated events took to get here since this follower started.
     *
     * @param run one run; empty for all. Of a run that ended long ago, with many others since, nothing is known
     */
    public Latency latency(Optional<String> run) {
        var shared = account;
        return shared == null ? Latency.NONE : shared.latency(run);
    }

    /** Where it reads what sources say about themselves. */
    public String progressTopic() {
        return settings.progressTopic();
    }

    /** Where it reads what sources did with indices other than send each of them once and in order. */
    public String deviationTopic() {
        return settings.deviations();
    }

    /**
     * Waits until partitions are read up to the given positions and everything before them is in the account.
     *
     * @return false if the time was up, or the follower stopped, before
     */
    public boolean awaitPositions(Map<TopicPartition, Position> targets, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!opened.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        var shared = account;
        return shared != null && shared.awaitPositions(targets, Duration.ofNanos(deadline - System.nanoTime()));
    }

    /** Stops reading, saves what was read, and lets go of Kafka. Waits up to 40 s for servers that do not answer. */
    @Override
    public void close() {
        stopReading();
        try {
            if (reader.isAlive() && !reader.join(PATIENCE)) {
                LOG.warn("the ledger waits for an answer of Kafka or PostgreSQL and is left behind");
            }
            endSaving.countDown();
            var thread = saver;
            if (thread != null && !thread.join(LAST_SAVE)) {
                LOG.warn("the account could not be saved at the end; the next start reads again what came since");
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopReading() {
        endReading.countDown();
        var open = clients;
        if (open != null) {
            open.consumer().wakeup();
        }
    }

    private void read() {
        var patiently = new Retry(starting, endReading);
        try {
            var known = patiently.get(store::takeOver);
            try (var open = patiently.get(() -> KafkaClients.open(client))) {
                clients = open;
                var logs = new TopicLogs(open.admin(), PATIENCE);
                var there = patiently.get(logs::allEnds);
                var opening = new Account(known);
                begin(open, logs, opening, new LatencyLog(opening, clock, there));
            }
            end(new FollowerState.Stopped(Optional.empty()));
        } catch (InterruptedException e) {
            end(new FollowerState.Stopped(Optional.empty()));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void begin(KafkaClients open, TopicLogs logs, Account known, LatencyLog latencies)
            throws InterruptedException {
        var shared = new SharedAccount(known, latencies);
        account = shared;
        opened.countDown();
        saver = Thread.ofPlatform().daemon().name("ledger-saver").start(() -> save(shared));
        new FollowLoop(
                        new LogReader(open.consumer(), logs, shared, settings.progressTopic(), clock),
                        new TopicWatch(open.admin(), settings.refreshEvery(), reading),
                        new Folds(known, latencies, settings, schemas),
                        shared,
                        reading,
                        endReading)
                .run();
    }

    private void save(SharedAccount shared) {
        try {
            new SaveLoop(store, shared, settings, saving, endSaving).run();
        } catch (InterruptedException e) {
            LOG.debug("saving ends: interrupted");
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        LOG.error("the ledger has stopped: {}", failure.getMessage(), failure);
        var message = failure.getMessage();
        end(new FollowerState.Stopped(Optional.of(message == null ? failure.toString() : message)));
        stopReading();
    }

    /** The first end is the one that tells why; what follows from it does not. */
    private synchronized void end(FollowerState.Stopped state) {
        if (ended == null) {
            ended = state;
        }
        opened.countDown();
        var shared = account;
        if (shared != null) {
            shared.end();
        }
    }
}
