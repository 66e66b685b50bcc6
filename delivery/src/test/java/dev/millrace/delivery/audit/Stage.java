package dev.millrace.delivery.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.embedded.testing.SharedPostgres;
import dev.millrace.embedded.testing.TestDatabase;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.settings.DataSize;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic, a database and the trails between them, for one test. */
final class Stage implements AutoCloseable {
    /** As short as the broker allows, so that tests need not wait for an instance that was killed. */
    static final Map<String, String> KAFKA = Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "500");

    static final BatchLimits SMALL = new BatchLimits(100, new DataSize(1 << 20), Duration.ofMillis(20));
    static final RetrySettings PATIENT =
            new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(5));
    static final Duration SOON = Duration.ofSeconds(60);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final String topic;
    private final TestDatabase server;
    private final HikariDataSource database;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<AuditTrail> trails = new ArrayList<>();

    Stage(int partitions) {
        this(partitions, SharedPostgres.newDatabase());
    }

    Stage(int partitions, TestDatabase server) {
        this.topic = SharedKafka.newTopic("audited", partitions);
        this.server = server;
        this.database = pool(server);
        this.producer = producer(Map.of());
    }

    String topic() {
        return topic;
    }

    TestDatabase server() {
        return server;
    }

    HikariDataSource database() {
        return database;
    }

    AuditSettings settings() {
        return settings(SMALL);
    }

    AuditSettings settings(BatchLimits batch) {
        return new AuditSettings(
                SharedKafka.bootstrapServers(), KAFKA, List.of(topic), "group-" + topic, batch, PATIENT);
    }

    AuditTrail start() {
        return start(settings());
    }

    AuditTrail start(AuditSettings settings) {
        return start(settings, AuditListener.NONE);
    }

    AuditTrail start(AuditSettings settings, AuditListener listener) {
        return start(settings, AuditParts.of(listener));
    }

    /** A trail whose batches are begun differently. */
    AuditTrail start(Assembly.Opening opening) {
        return start(
                settings(),
                new AuditParts(
                        AuditListener.NONE, InstantSource.system(), RandomGenerator.getDefault(), opening, registry));
    }

    private AuditTrail start(AuditSettings settings, AuditParts parts) {
        var trail = AuditTrail.start(settings, database, parts);
        trails.add(trail);
        return trail;
    }

    /** Sends events {@code from} to {@code to}, the latter not included, and waits for them to be acknowledged. */
    void send(long from, long to) throws Exception {
        var sent = new ArrayList<Future<?>>();
        for (long i = from; i < to; i++) {
            var key = ("customer-" + i % 100).getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(topic, key, TestEvents.json(i))));
        }
        for (var future : sent) {
            future.get();
        }
    }

    void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get();
    }

    void send(byte[] value) throws Exception {
        send(new ProducerRecord<>(topic, value));
    }

    /** What Kafka and the database say, one beside the other. */
    Comparison compare() throws SQLException {
        return Comparison.of(List.of(topic), database);
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        // One request at a time: where a topic has only just been made, a broker may refuse the first and take the
        // second, and the first then never fits in again.
        var properties = new HashMap<String, Object>(Map.of(
                "bootstrap.servers",
                SharedKafka.bootstrapServers(),
                "linger.ms",
                5,
                "max.in.flight.requests.per.connection",
                1));
        properties.putAll(more);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void withAdmin(AdminWork work) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()))) {
            work.with(admin);
        }
    }

    /** Something to be done with an admin client. */
    interface AdminWork {
        void with(Admin admin) throws ExecutionException, InterruptedException;
    }

    long number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static HikariDataSource pool(TestDatabase server) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(5);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        trails.forEach(AuditTrail::close);
        producer.close();
        database.close();
    }
}
