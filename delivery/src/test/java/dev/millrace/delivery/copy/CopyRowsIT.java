package dev.millrace.delivery.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.testing.SharedPostgres;
import dev.millrace.event.TraceContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What the encoder writes, beside what PostgreSQL itself writes of the same values. */
class CopyRowsIT {
    private static final long SEED = 20_261_121L;

    private static Connection connection;

    @BeforeAll
    static void connect() throws Exception {
        var database = SharedPostgres.newDatabase();
        connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    @AfterAll
    static void disconnect() throws Exception {
        connection.close();
    }

    @BeforeEach
    void makeTables() throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    DROP TABLE IF EXISTS ours, theirs;
                    CREATE TABLE theirs (a smallint, b integer, c bigint, d timestamptz, e text, f bytea, g jsonb, h text);
                    CREATE TABLE ours (LIKE theirs)""");
        }
    }

    @Test
    void shouldWriteTheBytesThatPostgresWritesOfTheSameValues() throws Exception {
        var random = new Random(SEED);
        var rows = new CopyRows(0);
        try (var insert = connection.prepareStatement("INSERT INTO theirs VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?)")) {
            for (int i = 0; i < 500; i++) {
                var value = Values.random(random);
                value.insert(insert);
                value.encode(rows);
            }
        }

        send(rows);

        assertThat(binary("ours")).as("seed %d", SEED).isEqualTo(binary("theirs"));
    }

    @Test
    void shouldSendTheSameRowsTwiceAndNoneOnceCleared() throws Exception {
        var rows = new CopyRows(0);
        Values.random(new Random(SEED)).encode(rows);

        send(rows);
        send(rows);
        rows.clear();
        send(rows);

        assertThat(count()).isEqualTo(2);
    }

    private static int count() throws Exception {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM ours")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void send(CopyRows rows) throws Exception {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY ours FROM STDIN (FORMAT binary)");
        rows.sendTo(copy);
        copy.endCopy();
    }

    private static byte[] binary(String table) throws Exception {
        var bytes = new ByteArrayOutputStream();
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT * FROM " + table + " ORDER BY c) TO STDOUT (FORMAT binary)", bytes);
        return bytes.toByteArray();
    }

    /** One row. */
    private record Values(short a, int b, long c, Instant d, String e, String f, String g, TraceContext h) {
        private static final int[] ALPHABET = {
            'a', 'Z', '"', '\'', '\\', '\n', 1, 0x7f, 0x80, 0x7ff, 0x800, 0xfffd, 0x1f600
        };

        static Values random(Random random) {
            var text = new StringBuilder();
            for (int length = random.nextInt(1000); length > 0; length--) {
                text.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
            }
            var bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            return new Values(
                    (short) random.nextInt(),
                    random.nextInt(),
                    random.nextLong(),
                    Instant.ofEpochSecond(
                            random.nextLong(-60_000_000_000L, 200_000_000_000L), random.nextInt(1_000_000) * 1000L),
                    random.nextInt(5) == 0 ? null : text.toString(),
                    new String(bytes, StandardCharsets.ISO_8859_1),
                    "{\"a\": \"é" + random.nextInt() + "\"}",
                    new TraceContext(
                            random.nextLong(), random.nextLong(), random.nextLong() | 1, random.nextBoolean()));
        }

        void insert(java.sql.PreparedStatement insert) throws Exception {
            insert.setShort(1, a);
            insert.setInt(2, b);
            insert.setLong(3, c);
            insert.setObject(4, d.atOffset(ZoneOffset.UTC));
            insert.setString(5, e);
            insert.setBytes(6, f.getBytes(StandardCharsets.ISO_8859_1));
            insert.setString(7, g);
            insert.setString(8, h.toString());
            insert.executeUpdate();
        }

        void encode(CopyRows rows) throws UnstorableValue {
            rows.row(8).int2(a).int4(b).int8(c).int8(PgTime.of("d", d));
            if (e == null) {
                rows.nothing();
            } else {
                rows.text("e", e);
            }
            var json = g.getBytes(StandardCharsets.UTF_8);
            rows.bytes(f.getBytes(StandardCharsets.ISO_8859_1))
                    .jsonb(json, json.length)
                    .traceparent(h.traceIdHigh(), h.traceIdLow(), h.spanId(), h.sampled());
        }
    }
}
