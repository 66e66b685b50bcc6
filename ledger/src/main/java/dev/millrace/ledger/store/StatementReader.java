package dev.millrace.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.interval.IntervalCodec;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.event.progress.Shard;
import dev.millrace.ledger.account.Announcement;
import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.GapBound;
import dev.millrace.ledger.account.LaneStatement;
import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.Sighting;
import dev.millrace.ledger.account.Sightings;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.account.TopicStatement;
import dev.millrace.ledger.account.Unreadable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Reads the whole account from the tables. The transaction is the caller's. */
final class StatementReader {
    private final Connection connection;

    StatementReader(Connection connection) {
        this.connection = connection;
    }

    Statement read() throws SQLException {
        return new Statement(claims(), sources(), topics(), positions(), gaps());
    }

    private Map<SourceKey, Claim> claims() throws SQLException {
        var claims = new HashMap<SourceKey, Claim>();
        each("select topics, progress, gaps_passed, gaps_below from ledger.claim", row -> {
            var text = row.getString("progress");
            try {
                var progress = ProgressJson.read(text.getBytes(UTF_8));
                var claim = new Claim(
                        progress,
                        Set.of((String[]) row.getArray("topics").getArray()),
                        new GapBound(row.getInt("gaps_passed"), row.getLong("gaps_below")));
                claims.put(claim.key(), claim);
            } catch (UnreadableEvent e) {
                throw new SQLException("ledger.claim holds progress that this version cannot read: " + text, e);
            }
        });
        return claims;
    }

    private Map<SourceKey, SourceStatement> sources() throws SQLException {
        var lanes = lanes();
        var announced = announced();
        var repeated = sightings("repeated");
        var disordered = sightings("disordered");
        var poisoned = sightings("poisoned");
        var sources = new HashMap<SourceKey, SourceStatement>();
        each("select * from ledger.source", row -> {
            var key = key(row);
            sources.put(
                    key,
                    new SourceStatement(
                            key,
                            lanes.getOrDefault(key, List.of()),
                            IntervalCodec.decode(row.getBytes("dead_lettered")),
                            sightings(row, "repeated", repeated.getOrDefault(key, List.of())),
                            sightings(row, "disordered", disordered.getOrDefault(key, List.of())),
                            sightings(row, "poisoned", poisoned.getOrDefault(key, List.of())),
                            announced.getOrDefault(key, Map.of())));
        });
        return sources;
    }

    private static Sightings sightings(ResultSet row, String kind, List<Sighting> first) throws SQLException {
        return new Sightings(row.getLong(kind), first, IntervalCodec.decode(row.getBytes(kind + "_indices")));
    }

    private Map<SourceKey, Map<DeviationKind, Announcement>> announced() throws SQLException {
        var announced = new HashMap<SourceKey, Map<DeviationKind, Announcement>>();
        each(
                "select * from ledger.deviation",
                row -> announced
                        .computeIfAbsent(key(row), key -> new EnumMap<>(DeviationKind.class))
                        .put(
                                DeviationKind.of(row.getString("kind")),
                                new Announcement(
                                        row.getLong("indices"), IntervalCodec.decode(row.getBytes("awaited")))));
        return announced;
    }

    private Map<SourceKey, List<LaneStatement>> lanes() throws SQLException {
        var lanes = new HashMap<SourceKey, List<LaneStatement>>();
        each(
                "select * from ledger.lane",
                row -> lanes.computeIfAbsent(key(row), key -> new ArrayList<>())
                        .add(new LaneStatement(
                                row.getString("topic"),
                                IntervalCodec.decode(row.getBytes("delivered")),
                                Arrays.asList((Long[]) row.getArray("highest").getArray()),
                                row.getBoolean("replaced"))));
        // In the order the account gives them; the database's own depends on its locale.
        lanes.values().forEach(list -> list.sort(Comparator.comparing(LaneStatement::topic)));
        return lanes;
    }

    private Map<SourceKey, List<Sighting>> sightings(String kind) throws SQLException {
        var sightings = new HashMap<SourceKey, List<Sighting>>();
        each(
                "select * from ledger.sighting where kind = '" + kind + "' order by number",
                row -> sightings
                        .computeIfAbsent(key(row), key -> new ArrayList<>())
                        .add(new Sighting(
                                row.getLong("event_index"),
                                row.getString("topic"),
                                row.getInt("partition"),
                                row.getLong("offset"))));
        return sightings;
    }

    private Map<String, TopicStatement> topics() throws SQLException {
        var letters = new HashMap<String, Map<String, Long>>();
        each(
                "select * from ledger.letter",
                row -> letters.computeIfAbsent(row.getString("topic"), t -> new HashMap<>())
                        .put(row.getString("pipeline"), row.getLong("letters")));
        var unreadable = new HashMap<String, List<Unreadable>>();
        each(
                "select * from ledger.unreadable order by number",
                row -> unreadable
                        .computeIfAbsent(row.getString("topic"), topic -> new ArrayList<>())
                        .add(new Unreadable(row.getInt("partition"), row.getLong("offset"), row.getString("reason"))));
        var topics = new HashMap<String, TopicStatement>();
        each("select * from ledger.topic", row -> {
            var topic = row.getString("topic");
            topics.put(
                    topic,
                    new TopicStatement(
                            topic,
                            row.getLong("foreign_records"),
                            row.getLong("unreadable"),
                            unreadable.getOrDefault(topic, List.of()),
                            letters.getOrDefault(topic, Map.of())));
        });
        return topics;
    }

    private Map<TopicPartition, Position> positions() throws SQLException {
        var positions = new HashMap<TopicPartition, Position>();
        each(
                "select * from ledger.position",
                row -> positions.put(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        new Position(row.getString("topic_id"), row.getLong("next_offset"))));
        return positions;
    }

    private List<Gap> gaps() throws SQLException {
        var gaps = new ArrayList<Gap>();
        each(
                "select * from ledger.gap order by number",
                row -> gaps.add(new Gap(
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("from_offset"),
                        row.getLong("to_offset"),
                        Gap.Cause.valueOf(row.getString("cause")),
                        row.getObject("found", OffsetDateTime.class).toInstant())));
        return gaps;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    private static SourceKey key(ResultSet row) throws SQLException {
        return new SourceKey(
                row.getString("run"), row.getString("source"), new Shard(row.getInt("shard"), row.getInt("shards")));
    }
}
