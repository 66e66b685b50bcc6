package dev.millrace.delivery.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The table {@code audit.unreadable}, seen through one connection. */
record UnreadableTable(Connection connection) {
    // The timestamp of a record is any number its producer likes, and PostgreSQL's years end.
    private static final Instant LAST = Instant.parse("+200000-01-01T00:00:00Z");

    void insert(List<UnreadableRecord> records, Instant recorded) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO audit.unreadable
                    (topic, incarnation, partition, "offset", kafka_time, recorded, reason, key, value, headers, place)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)""")) {
            for (var unreadable : records) {
                var record = unreadable.record();
                var time = Instant.ofEpochMilli(record.timestamp());
                insert.setString(1, record.topic());
                insert.setInt(2, unreadable.incarnation());
                insert.setInt(3, record.partition());
                insert.setLong(4, record.offset());
                insert.setObject(5, (time.isAfter(LAST) ? LAST : time).atOffset(ZoneOffset.UTC));
                insert.setObject(6, recorded.atOffset(ZoneOffset.UTC));
                insert.setString(7, unreadable.reason());
                insert.setBytes(8, record.key());
                insert.setBytes(9, unreadable.value());
                insert.setString(10, unreadable.headers());
                insert.setInt(11, unreadable.place());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
