package dev.millrace.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.event.interval.IntervalCodec;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;

/**
 * Writes changes of the account into the tables. The transaction is the caller's.
 *
 * <p>Writing the same changes once more does no harm: a commit whose answer was lost is repeated by the next save.
 */
final class ChangeWriter {
    private final Connection connection;

    ChangeWriter(Connection connection) {
        this.connection = connection;
    }

    void write(Changes changes) throws SQLException {
        each(
                "insert into ledger.claim (topics, progress, gaps_passed, gaps_below, run, source, shard, shards)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (run, source, shard, shards) do update set topics = excluded.topics,"
                        + " progress = excluded.progress, gaps_passed = excluded.gaps_passed,"
                        + " gaps_below = excluded.gaps_below",
                changes.claims(),
                (row, claim) -> {
                    row.setArray(
                            1, connection.createArrayOf("text", claim.topics().toArray()));
                    row.setString(2, new String(ProgressJson.write(claim.progress()), UTF_8));
                    row.setInt(3, claim.gapBound().passed());
                    row.setLong(4, claim.gapBound().below());
                    key(row, 5, claim.key());
                });
        each(
                "insert into ledger.source (dead_lettered, repeated, disordered, poisoned, repeated_indices,"
                        + " disordered_indices, poisoned_indices, run, source, shard, shards)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (run, source, shard, shards) do update set dead_lettered = excluded.dead_lettered,"
                        + " repeated = excluded.repeated, disordered = excluded.disordered,"
                        + " poisoned = excluded.poisoned, repeated_indices = excluded.repeated_indices,"
                        + " disordered_indices = excluded.disordered_indices,"
                        + " poisoned_indices = excluded.poisoned_indices",
                changes.sources(),
                (row, source) -> {
                    row.setBytes(1, IntervalCodec.encode(source.deadLettered()));
                    row.setLong(2, source.repeated().count());
                    row.setLong(3, source.disordered().count());
                    row.setLong(4, source.poisoned().count());
                    row.setBytes(5, IntervalCodec.encode(source.repeated().indices()));
                    row.setBytes(6, IntervalCodec.encode(source.disordered().indices()));
                    row.setBytes(7, IntervalCodec.encode(source.poisoned().indices()));
                    key(row, 8, source.key());
                });
        for (var source : changes.sources()) {
            writeAnnounced(source);
        }
        each(
                "insert into ledger.lane (topic, events, delivered, highest, replaced, run, source, shard, shards)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (run, source, shard, shards, topic) do update set events = excluded.events,"
                        + " delivered = excluded.delivered, highest = excluded.highest, replaced = excluded.replaced",
                changes.lanes(),
                (row, changed) -> {
                    var lane = changed.lane();
                    row.setString(1, lane.topic());
                    row.setLong(2, lane.settled().count());
                    row.setBytes(3, IntervalCodec.encode(lane.settled()));
                    row.setArray(
                            4, connection.createArrayOf("bigint", lane.highest().toArray()));
                    row.setBoolean(5, lane.replaced());
                    key(row, 6, changed.key());
                });
        each(
                "delete from ledger.sighting where kind = ? and run = ? and source = ? and shard = ? and shards = ?",
                changes.withdrawn(),
                (row, withdrawn) -> {
                    row.setString(1, withdrawn.kind());
                    key(row, 2, withdrawn.key());
                });
        each(
                "insert into ledger.sighting (kind, number, event_index, topic, partition, \"offset\", run, source, shard, shards)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                changes.sightings(),
                (row, added) -> {
                    var sighting = added.sighting();
                    row.setString(1, added.kind());
                    row.setInt(2, added.number());
                    row.setLong(3, sighting.index());
                    row.setString(4, sighting.topic());
                    row.setInt(5, sighting.partition());
                    row.setLong(6, sighting.offset());
                    key(row, 7, added.key());
                });
        writeTopics(changes);
    }

    private void writeAnnounced(SourceStatement source) throws SQLException {
        each(
                "insert into ledger.deviation (kind, indices, awaited, run, source, shard, shards)"
                        + " values (?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (run, source, shard, shards, kind) do update set indices = excluded.indices,"
                        + " awaited = excluded.awaited",
                source.announced().entrySet(),
                (row, announced) -> {
                    row.setString(1, announced.getKey().word());
                    row.setLong(2, announced.getValue().count());
                    row.setBytes(3, IntervalCodec.encode(announced.getValue().awaited()));
                    key(row, 4, source.key());
                });
    }

    private void writeTopics(Changes changes) throws SQLException {
        each(
                "insert into ledger.topic (topic, foreign_records, unreadable) values (?, ?, ?)"
                        + " on conflict (topic) do update set foreign_records = excluded.foreign_records,"
                        + " unreadable = excluded.unreadable",
                changes.topics(),
                (row, topic) -> {
                    row.setString(1, topic.topic());
                    row.setLong(2, topic.foreign());
                    row.setLong(3, topic.unreadable());
                });
        for (var topic : changes.topics()) {
            each(
                    "insert into ledger.letter (topic, pipeline, letters) values (?, ?, ?)"
                            + " on conflict (topic, pipeline) do update set letters = excluded.letters",
                    topic.letters().entrySet(),
                    (row, letters) -> {
                        row.setString(1, topic.topic());
                        row.setString(2, letters.getKey());
                        row.setLong(3, letters.getValue());
                    });
        }
        each(
                "insert into ledger.unreadable (topic, number, partition, \"offset\", reason) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                changes.unreadable(),
                (row, added) -> {
                    row.setString(1, added.topic());
                    row.setInt(2, added.number());
                    row.setInt(3, added.unreadable().partition());
                    row.setLong(4, added.unreadable().offset());
                    row.setString(5, added.unreadable().reason());
                });
        each(
                "insert into ledger.position (topic, partition, topic_id, next_offset) values (?, ?, ?, ?)"
                        + " on conflict (topic, partition) do update set topic_id = excluded.topic_id,"
                        + " next_offset = excluded.next_offset",
                changes.positions().entrySet(),
                (row, position) -> {
                    row.setString(1, position.getKey().topic());
                    row.setInt(2, position.getKey().partition());
                    row.setString(3, position.getValue().topicId());
                    row.setLong(4, position.getValue().next());
                });
        each(
                "insert into ledger.gap (number, topic, partition, from_offset, to_offset, cause, found)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                changes.gaps(),
                (row, added) -> {
                    var gap = added.gap();
                    row.setInt(1, added.number());
                    row.setString(2, gap.topic());
                    row.setInt(3, gap.partition());
                    row.setLong(4, gap.from());
                    row.setLong(5, gap.to());
                    row.setString(6, gap.cause().name());
                    row.setObject(7, gap.found().atOffset(ZoneOffset.UTC));
                });
    }

    private interface Binder<T> {
        void bind(PreparedStatement row, T item) throws SQLException;
    }

    private <T> void each(String sql, Iterable<T> items, Binder<T> binder) throws SQLException {
        if (!items.iterator().hasNext()) {
            return;
        }
        try (var row = connection.prepareStatement(sql)) {
            for (var item : items) {
                binder.bind(row, item);
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static void key(PreparedStatement row, int at, SourceKey key) throws SQLException {
        row.setString(at, key.run());
        row.setString(at + 1, key.source());
        row.setInt(at + 2, key.shard().number());
        row.setInt(at + 3, key.shard().of());
    }
}
