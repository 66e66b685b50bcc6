package dev.millrace.delivery.audit;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads rows of {@code audit.events}: what {@link EventRow} writes. */
final class AuditedEventRow {
    static final String COLUMNS = """
            topic, partition, incarnation, "offset", place, recorded, id, source, type, time, key, correlation_id, traceparent, \
            run, index, extensions, data""";

    private static final JsonFactory JSON = new JsonFactory();

    private AuditedEventRow() {}

    static AuditedEvent read(ResultSet row) throws SQLException {
        var run = row.getString("run");
        var trace = row.getString("traceparent");
        var data = row.getBytes("data");
        var event = new Event(
                row.getString("id"),
                row.getString("source"),
                row.getString("type"),
                time(row, "time"),
                row.getString("key"),
                row.getString("correlation_id"),
                trace == null ? null : TraceContext.parse(trace).orElse(null),
                run == null ? null : new Origin(run, row.getLong("index")),
                extensions(row.getString("extensions")),
                EventData.copyOf(data, 0, data.length));
        return new AuditedEvent(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("offset"),
                row.getInt("place"),
                time(row, "recorded"),
                event);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Map<String, String> extensions(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        var extensions = new HashMap<String, String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                extensions.put(name, parser.getString());
            }
        }
        return extensions;
    }
}
