package dev.millrace.delivery.audit;

import dev.millrace.event.avro.SchemaLookup;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the committed events of chosen topics into PostgreSQL, each exactly once.
 *
 * <p>Events and the offsets they came from are written in one database transaction, and reading goes on from the offsets
 * in the database, never from Kafka's. A crash at any moment, a rebalance or a writer that has lost its partition and
 * does not know therefore neither loses nor repeats a record. Instances share the partitions of the topics as members of
 * one consumer group. A server that is down is waited for; what cannot be copied any more is written down as a gap.
 *
 * <p>Runs on two threads of its own from {@link #start} to {@link #close}. Thread-safe.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final AuditSettings settings;
    private final DataSource database;
    private final Condition condition;
    private final Figures figures = new Figures();
    private final Transactions questions;
    private final TopicWatch topics;
    private final Lane lane;
    private final Intake intake;
    private final Preparation preparation;
    private final CountDownLatch ended = new CountDownLatch(1);

    private AuditTrail(AuditSettings settings, DataSource database, AuditParts parts) {
        this.settings = settings;
        this.database = database;
        this.condition = new Condition(parts.clock());
        var transactions = new Transactions(database, settings.retry().answer());
        this.questions = new Transactions(database, settings.retry().answer());
        Supplier<Backoff> backoffs = () -> new Backoff(settings.retry(), parts.random());
        var consumer = new KafkaConsumer<>(
                KafkaProperties.ofConsumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            this.topics = new TopicWatch(
                    Admin.create(KafkaProperties.ofAdmin(settings)),
                    settings.retry().answer());
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        var writer = new BatchWriter(transactions, topics, parts.listener(), parts.clock());
        this.lane = new Lane(writer, new Placer(transactions, topics));
        var rows = new BatchRows(settings.batch().rows());
        var assembly = new Assembly(settings.batch(), rows, parts.clock(), parts.opening(), parts.schemas());
        var copier = new Copier(assembly, rows, lane, figures, condition, settings.retry(), backoffs);
        var look = new TopicLook(topics, settings.topics(), figures, condition);
        this.intake = new Intake(consumer, copier, look, condition, backoffs.get());
        this.preparation = new Preparation(new Schema(database), lane, condition, backoffs.get());
    }

    /**
     * Starts copying and returns at once, whether or not the servers can be reached: {@link #status()} tells.
     *
     * @param database where to; at least three connections. Stays open when the trail is closed
     * @param listener is told of every committed batch
     * @throws org.apache.kafka.common.KafkaException if the Kafka clients cannot be made of these settings
     */
    public static AuditTrail start(AuditSettings settings, DataSource database, AuditListener listener) {
        return start(settings, database, AuditParts.of(listener));
    }

    /**
     * As {@link #start(AuditSettings, DataSource, AuditListener)}, for topics that may hold Avro.
     *
     * @param schemas where its schemas are found
     */
    public static AuditTrail start(
            AuditSettings settings, DataSource database, AuditListener listener, SchemaLookup schemas) {
        return start(settings, database, AuditParts.of(listener, schemas));
    }

    static AuditTrail start(AuditSettings settings, DataSource database, AuditParts parts) {
        var trail = new AuditTrail(settings, database, parts);
        LOG.atInfo().addKeyValue("settings", settings).log("audit trail starts");
        Thread.ofPlatform().name("millrace-audit-reader").daemon().start(trail::run);
        return trail;
    }

    /** How it stands. Does not ask any server. */
    public AuditStatus status() {
        return figures.status(condition.state());
    }

    /**
     * Waits until everything that is committed to the topics at this moment is in the database, whichever instance
     * copies it. A transaction that is open now is waited for, too: whether it is on its way to be committed cannot be
     * seen from outside. From then on {@link #status()} counts at least what was there.
     *
     * @return false if that takes longer than {@code timeout}, or the trail has ended before
     */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        CaughtUp mark = null;
        Exception last = null;
        do {
            try {
                if (mark == null) {
                    mark = CaughtUp.now(
                            topics, settings.topics(), Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                }
                var totals = mark.reached(questions);
                if (totals.isPresent()) {
                    figures.totals(totals.get());
                    return true;
                }
            } catch (KafkaUnavailable | SQLException e) {
                last = e;
            }
        } while (!ended.await(LOOK.toNanos(), TimeUnit.NANOSECONDS) && end - System.nanoTime() > 0);
        LOG.atInfo()
                .addKeyValue("timeout", timeout)
                .addKeyValue("state", condition.state())
                .setCause(last)
                .log("audit trail did not catch up in time");
        return false;
    }

    /** Events in the trail by all instances since it was begun, from the counters kept with the offsets: quick. */
    public long totalRows() throws SQLException {
        try (var connection = database.getConnection()) {
            return new OffsetTable(connection).totals().events();
        }
    }

    /** Rows in {@code audit.events}, counted one by one: exact, and slow where there are many. */
    public long countRows() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("SELECT count(*) FROM audit.events");
                var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Closes with 30 s of patience. */
    @Override
    public void close() {
        close(CLOSE_PATIENCE);
    }

    /**
     * Stops reading, writes what was read, and leaves the group. What could not be written in time is read again by
     * whoever comes next.
     *
     * @param patience how long the writing may take
     */
    public void close(Duration patience) {
        intake.close(patience);
        try {
            if (!ended.await(patience.toMillis() + 5_000, TimeUnit.MILLISECONDS)) {
                LOG.warn("audit trail did not end in time; its threads end when the servers answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        BooleanSupplier closing = intake::isClosing;
        try {
            if (preparation.run(closing, intake::pause)) {
                intake.run(settings.topics());
            }
        } catch (AuditBroken e) {
            condition.failed(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException | RuntimeException | Error e) {
            condition.failed("unexpected failure, please report it: " + e, e);
        } finally {
            end();
        }
    }

    private void end() {
        try (topics;
                lane) {
            intake.leave();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("audit trail did not leave its group in order; the group notices by itself");
        } finally {
            condition.closed();
            ended.countDown();
        }
    }
}
