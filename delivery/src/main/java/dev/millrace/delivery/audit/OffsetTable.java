package dev.millrace.delivery.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The table {@code audit.offsets}, seen through one connection.
 *
 * <p>A row changes only from the value its writer knows: that is the fence against a writer that has lost its
 * partition and does not know.
 */
record OffsetTable(Connection connection) {

    /** How far the given partitions are; those without a row are left out. */
    Map<TopicPartition, Position> find(Collection<TopicPartition> partitions) throws SQLException {
        try (var query = connection.prepareStatement("""
                SELECT topic, partition, topic_id, incarnation, next_offset, leader_epoch
                FROM audit.offsets JOIN unnest(?::text[], ?::integer[]) AS wanted (topic, partition)
                USING (topic, partition)""")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            partitions.stream().map(TopicPartition::topic).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "integer",
                            partitions.stream().map(TopicPartition::partition).toArray()));
            try (var rows = query.executeQuery()) {
                var found = new HashMap<TopicPartition, Position>();
                while (rows.next()) {
                    found.put(new TopicPartition(rows.getString(1), rows.getInt(2)), position(rows));
                }
                return found;
            }
        }
    }

    /** Makes a row where there is none; another writer that was quicker has its way. */
    void begin(TopicPartition partition, Position position) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO audit.offsets (topic, partition, topic_id, incarnation, first_offset, next_offset)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
            insert.setString(1, partition.topic());
            insert.setInt(2, partition.partition());
            insert.setObject(3, uuid(position.topicId()));
            insert.setInt(4, position.incarnation());
            insert.setLong(5, position.next());
            insert.setLong(6, position.next());
            insert.executeUpdate();
        }
    }

    /**
     * Moves the partitions of a batch on.
     *
     * @return the first partition that is not where its slice begins; nothing must be committed then
     */
    Optional<TopicPartition> advance(NavigableMap<TopicPartition, Slice> slices) throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE audit.offsets
                SET next_offset = ?, leader_epoch = ?, rows = rows + ?, unreadable = unreadable + ?,
                    updated = clock_timestamp()
                WHERE topic = ? AND partition = ? AND next_offset = ? AND incarnation = ? AND topic_id = ?""")) {
            for (var entry : slices.entrySet()) {
                var slice = entry.getValue();
                update.setLong(1, slice.to());
                epoch(update, 2, slice.leaderEpoch());
                update.setLong(3, slice.events());
                update.setLong(4, slice.unreadable());
                where(update, 5, entry.getKey(), slice.from());
                update.addBatch();
            }
            var changed = update.executeBatch();
            int i = 0;
            for (var partition : slices.keySet()) {
                if (changed[i++] != 1) {
                    return Optional.of(partition);
                }
            }
            return Optional.empty();
        }
    }

    /** Moves a partition behind a gap and writes the gap down; false if the partition is no longer where it was. */
    boolean skip(Verdict.Skip skip) throws SQLException {
        var gap = skip.gap();
        var position = skip.position();
        try (var update = connection.prepareStatement("""
                UPDATE audit.offsets
                SET topic_id = ?, incarnation = ?, next_offset = ?, leader_epoch = NULL,
                    first_offset = CASE incarnation WHEN ? THEN first_offset ELSE ? END, updated = clock_timestamp()
                WHERE topic = ? AND partition = ? AND next_offset = ? AND incarnation = ? AND topic_id = ?""")) {
            update.setObject(1, uuid(position.topicId()));
            update.setInt(2, position.incarnation());
            update.setLong(3, position.next());
            update.setInt(4, position.incarnation());
            update.setLong(5, position.next());
            where(update, 6, gap.partition(), skip.copied());
            if (update.executeUpdate() != 1) {
                return false;
            }
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO audit.gaps (topic, partition, incarnation, from_offset, to_offset, reason)
                VALUES (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, gap.partition().topic());
            insert.setInt(2, gap.partition().partition());
            insert.setInt(3, gap.incarnation());
            insert.setLong(4, gap.from());
            if (gap.to().isPresent()) {
                insert.setLong(5, gap.to().getAsLong());
            } else {
                insert.setNull(5, Types.BIGINT);
            }
            insert.setString(6, gap.cause() + ": " + gap.cause().words());
            insert.executeUpdate();
        }
        return true;
    }

    /** What the trail holds, from the counters that are kept with the offsets. */
    Totals totals() throws SQLException {
        try (var query = connection.prepareStatement("""
                        SELECT coalesce(sum(rows), 0), coalesce(sum(unreadable), 0), (SELECT count(*) FROM audit.gaps)
                        FROM audit.offsets""");
                var row = query.executeQuery()) {
            row.next();
            return new Totals(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    private static void where(PreparedStatement update, int at, TopicPartition partition, Position position)
            throws SQLException {
        update.setString(at, partition.topic());
        update.setInt(at + 1, partition.partition());
        update.setLong(at + 2, position.next());
        update.setInt(at + 3, position.incarnation());
        update.setObject(at + 4, uuid(position.topicId()));
    }

    private static void epoch(PreparedStatement statement, int at, OptionalInt epoch) throws SQLException {
        if (epoch.isPresent()) {
            statement.setInt(at, epoch.getAsInt());
        } else {
            statement.setNull(at, Types.INTEGER);
        }
    }

    private static Position position(ResultSet row) throws SQLException {
        var id = row.getObject("topic_id", UUID.class);
        int epoch = row.getInt("leader_epoch");
        boolean epochMissing = row.wasNull();
        return new Position(
                new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                row.getInt("incarnation"),
                row.getLong("next_offset"),
                epochMissing ? OptionalInt.empty() : OptionalInt.of(epoch));
    }

    private static UUID uuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
