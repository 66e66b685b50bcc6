package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import dev.millrace.event.json.TimestampWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes batches, each in one database transaction: the offsets, which are the fence, the events, and the records that
 * are none. For one thread.
 */
final class BatchWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Transactions transactions;
    private final TopicWatch topics;
    private final AuditListener listener;
    private final InstantSource clock;
    private @Nullable LocalDate openDay;
    private boolean listenerFailed;

    BatchWriter(Transactions transactions, TopicWatch topics, AuditListener listener, InstantSource clock) {
        this.transactions = transactions;
        this.topics = topics;
        this.listener = listener;
        this.clock = clock;
    }

    Outcome write(Batch batch) throws InterruptedException {
        var begun = clock.instant();
        Outcome outcome;
        try {
            outcome = transact(batch);
        } catch (SQLException e) {
            // Whatever it was, a partition that was dropped or never made is made before the next batch.
            openDay = null;
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                endStalled();
            }
            outcome = failure(e);
        } catch (KafkaUnavailable e) {
            outcome = new Outcome.Unavailable(Kind.KAFKA, e.reason(), e);
        }
        if (outcome instanceof Outcome.Committed && batch.size() > 0) {
            tell(batch, Duration.between(begun, clock.instant()));
        }
        return outcome;
    }

    /** Cuts off the batch that another thread is writing. */
    void cut() {
        try {
            transactions.cut();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("connection could not be cut off");
        }
    }

    private void endStalled() {
        try {
            int ended = transactions.endStalled();
            if (ended > 0) {
                LOG.atWarn()
                        .addKeyValue("sessions", ended)
                        .log("ended database sessions of audit trails that have stopped in the middle of a batch");
            }
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("could not look for sessions that have stopped");
        }
    }

    private Outcome transact(Batch batch) throws SQLException, KafkaUnavailable, InterruptedException {
        openDay(batch);
        try (var transaction = transactions.begin()) {
            var connection = transaction.connection();
            var offsets = new OffsetTable(connection);
            var moved = offsets.advance(batch.slices());
            if (moved.isPresent()) {
                return new Outcome.Fenced(moved.get());
            }
            // Asked only now that the batch is closed: ids never come back, so a topic that still has the id it had
            // when the reading began has had it all the time.
            var ids = topics.topics(topicsOf(batch));
            if (batch.times().size() > 0) {
                copy(connection, batch);
            }
            if (!batch.unreadable().isEmpty()) {
                new UnreadableTable(connection).insert(batch.unreadable(), batch.recorded());
            }
            var changed = changed(batch, topics.await(ids));
            if (changed.isPresent()) {
                return new Outcome.TopicChanged(changed.get());
            }
            var totals = offsets.totals();
            transaction.commit();
            return new Outcome.Committed(totals);
        }
    }

    private void openDay(Batch batch) throws SQLException {
        var day = batch.recorded().atOffset(ZoneOffset.UTC).toLocalDate();
        if (day.equals(openDay)) {
            return;
        }
        // In a transaction of its own, so that the locks it takes are not held while the batch is written.
        try (var transaction = transactions.begin();
                var call = transaction.connection().prepareStatement("SELECT audit.open_day(?)")) {
            call.setObject(1, day);
            call.executeQuery().close();
            transaction.commit();
        }
        openDay = day;
    }

    private static void copy(Connection connection, Batch batch) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(EventRow.COPY);
        try {
            batch.rows().sendTo(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static Set<String> topicsOf(Batch batch) {
        var topics = new TreeSet<String>();
        batch.slices().keySet().forEach(partition -> topics.add(partition.topic()));
        return topics;
    }

    private static Optional<String> changed(Batch batch, Map<String, TopicDescription> now) {
        return batch.slices().entrySet().stream()
                .filter(slice -> {
                    var topic = now.get(slice.getKey().topic());
                    return topic == null
                            || !topic.topicId().equals(slice.getValue().from().topicId());
                })
                .map(Map.Entry::getKey)
                .map(TopicPartition::topic)
                .findFirst();
    }

    private static Outcome failure(SQLException e) {
        var words = "PostgreSQL: " + SqlFailure.words(e);
        return switch (SqlFailure.of(e)) {
            case DATA -> new Outcome.Refused(words);
            case TRANSIENT -> new Outcome.Unavailable(Kind.WRITING, words, e);
            case DUPLICATE ->
                new Outcome.Broken(
                        "records are in the audit tables that audit.offsets says have not been copied (" + words
                                + "); were the tables restored or changed by hand? Make them agree, then start again",
                        e);
        };
    }

    private void tell(Batch batch, Duration took) {
        long now = TimestampWriter.epochMicros(clock.instant());
        try {
            listener.onBatch(new AuditBatch(
                    batch.unreadable().size(),
                    batch.rows().size(),
                    took,
                    batch.times().until(now)));
            listenerFailed = false;
        } catch (RuntimeException e) {
            LOG.atLevel(listenerFailed ? Level.DEBUG : Level.WARN)
                    .setCause(e)
                    .log("listener of the audit trail failed; the batch is committed all the same");
            listenerFailed = true;
        }
    }
}
