package dev.millrace.delivery.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Questions to the audit trail. Answers come in the order of the events' own times, then of topic, partition and offset.
 * Thread-safe.
 */
public final class AuditQuery {
    /** No question gives more events than this. */
    public static final int MOST = 10_000;

    private static final String SELECT = "SELECT " + AuditedEventRow.COLUMNS + " FROM audit.events WHERE ";
    private static final String ORDER = " ORDER BY time, topic, partition, incarnation, \"offset\", place LIMIT ?";

    private final DataSource database;

    public AuditQuery(DataSource database) {
        this.database = database;
    }

    /** The events of one story, the first {@code limit} of them. Answered from an index. */
    public List<AuditedEvent> byCorrelationId(String correlationId, int limit) throws SQLException {
        return ask(
                SELECT + "correlation_id = ?" + ORDER,
                limit,
                query -> {
                    query.setString(1, correlationId);
                    return 2;
                },
                correlationId);
    }

    /**
     * The events with one id, the first {@code limit} of them: ids are unique within a source, and an event can be on
     * several topics. Answered from an index.
     */
    public List<AuditedEvent> byId(String id, int limit) throws SQLException {
        // Two questions, because an event that is its own correlation id is only in the index of those.
        var sql = "SELECT * FROM (" + SELECT + "correlation_id = ? AND id = correlation_id UNION ALL " + SELECT
                + "id = ? AND id <> correlation_id) AS found" + ORDER;
        return ask(
                sql,
                limit,
                query -> {
                    query.setString(1, id);
                    query.setString(2, id);
                    return 3;
                },
                id);
    }

    /**
     * The events whose own time is in a range, the first {@code limit} of them. An index leads to the parts of the table
     * in question, so the cost grows with the range, not with the table.
     *
     * @param from the first time of the range
     * @param to   the first time after it
     */
    public List<AuditedEvent> byTime(Instant from, Instant to, int limit) throws SQLException {
        return ask(SELECT + "time >= ? AND time < ?" + ORDER, limit, query -> {
            query.setObject(1, from.atOffset(ZoneOffset.UTC));
            query.setObject(2, to.atOffset(ZoneOffset.UTC));
            return 3;
        });
    }

    /** Sets the parameters and gives the index of the next one. */
    private interface Binding {
        int bind(PreparedStatement query) throws SQLException;
    }

    private List<AuditedEvent> ask(String sql, int limit, Binding binding, String... texts) throws SQLException {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be from 1 to " + MOST + ", was " + limit);
        }
        for (var text : texts) {
            // No stored text holds it, and PostgreSQL would refuse the question.
            if (text.indexOf('\0') >= 0) {
                return List.of();
            }
        }
        try (var connection = database.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                return answer(connection, sql, limit, binding);
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        }
    }

    private static List<AuditedEvent> answer(Connection connection, String sql, int limit, Binding binding)
            throws SQLException {
        try (var plan = connection.createStatement();
                var query = connection.prepareStatement(sql)) {
            // A partition of today has no statistics yet, and without them the planner would read the whole of it.
            plan.execute("SET LOCAL enable_seqscan = off");
            query.setInt(binding.bind(query), limit);
            var found = new ArrayList<AuditedEvent>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(AuditedEventRow.read(rows));
                }
            }
            return found;
        }
    }
}
