package dev.millrace.app.program;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka and PostgreSQL every other second whether they are there, so that whoever wants to know is answered
 * at once. Thread-safe.
 */
final class ServerProbe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServerProbe.class);
    private static final int EVERY_SECONDS = 2;
    private static final int PATIENCE_SECONDS = 2;

    private final Admin admin;
    private final Optional<DataSource> database;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("probe").daemon().unstarted(this::run);
    private volatile Optional<String> kafkaTrouble = Optional.empty();
    private volatile Optional<String> databaseTrouble = Optional.empty();

    ServerProbe(Map<String, Object> kafka, Optional<DataSource> database) {
        this.admin = Admin.create(kafka);
        this.database = database;
    }

    void start() {
        thread.start();
    }

    /** What is the matter with Kafka, if anything is. */
    Optional<String> kafkaTrouble() {
        return kafkaTrouble;
    }

    /** What is the matter with PostgreSQL, if anything is. */
    Optional<String> databaseTrouble() {
        return databaseTrouble;
    }

    @Override
    public void close() {
        closed.countDown();
        Joining.join(thread, Duration.ofSeconds(3L * PATIENCE_SECONDS));
        admin.close(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private void run() {
        try {
            do {
                kafkaTrouble = told("kafka", kafkaTrouble, askKafka());
                databaseTrouble = told("postgresql", databaseTrouble, database.flatMap(ServerProbe::askDatabase));
            } while (!closed.await(EVERY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> askKafka() throws InterruptedException {
        try {
            admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return Optional.of("does not answer");
        }
    }

    private static Optional<String> askDatabase(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS) ? Optional.empty() : Optional.of("does not answer");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> told(String server, Optional<String> before, Optional<String> now) {
        if (before.isEmpty() && now.isPresent()) {
            log.warn("A server is away: server={} reason={}", server, now.get());
        } else if (before.isPresent() && now.isEmpty()) {
            log.info("A server is back: server={}", server);
        }
        return now;
    }
}
