package dev.millrace.app.program;

import dev.millrace.app.file.MillraceFile;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.embedded.postgres.EmbeddedPostgres;
import dev.millrace.embedded.postgres.PostgresSettings;
import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import dev.millrace.generator.channel.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers a program works on: those its file names, and embedded ones for the rest. Closing it stops the
 * embedded ones.
 */
final class Servers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Servers.class);
    private static final int KAFKA_PORT = 9092;
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;
    private static final String DATABASE = "millrace";

    private final KafkaAccess kafka;
    private final Optional<Database> database;
    private final Optional<RedisServer> redis;
    private final List<PortNote> notes;
    private final CloseStack embedded;
    private final AtomicReference<@Nullable String> failure;

    private Servers(
            KafkaAccess kafka,
            Optional<Database> database,
            Optional<RedisServer> redis,
            List<PortNote> notes,
            CloseStack embedded,
            AtomicReference<@Nullable String> failure) {
        this.failure = failure;
        this.kafka = kafka;
        this.database = database;
        this.redis = redis;
        this.notes = List.copyOf(notes);
        this.embedded = embedded;
    }

    /** Starts what the roles need and the file does not name; all servers at the same time. */
    static Servers start(MillraceFile file, DataFolder folder, Set<Role> roles) {
        boolean needsDatabase = roles.contains(Role.DELIVERY);
        boolean startsDatabase = needsDatabase && file.postgres() == null;
        boolean needsRedis =
                roles.contains(Role.GENERATOR) && !file.limitSettings().isEmpty();
        boolean startsRedis = needsRedis && file.redis() == null;
        // What a program that was killed has left running would hold the ports.
        if (startsDatabase) {
            EmbeddedPostgres.stopLeftOver(folder.postgresql());
        }
        if (startsRedis) {
            EmbeddedRedis.stopLeftOver(folder.redis());
        }
        var startingKafka = file.kafka() == null
                ? inBackground(() -> OnPort.start(
                        "kafka",
                        KAFKA_PORT,
                        port -> EmbeddedKafka.start(new KafkaSettings(folder.kafka(), port, Map.of()))))
                : null;
        var startingPostgres = startsDatabase
                ? inBackground(() -> OnPort.start(
                        "postgresql",
                        POSTGRES_PORT,
                        port -> EmbeddedPostgres.start(new PostgresSettings(folder.postgresql(), port, DATABASE))))
                : null;
        var startingRedis = startsRedis
                ? inBackground(() -> OnPort.start(
                        "redis", REDIS_PORT, port -> EmbeddedRedis.start(new RedisSettings(folder.redis(), port))))
                : null;
        var notes = new ArrayList<PortNote>();
        var embedded = new CloseStack();
        try {
            // Each is waited for whatever became of the other, so that none is left running.
            var failures = new ArrayList<RuntimeException>();
            var kafka = startingKafka == null ? null : await(startingKafka, embedded, failures);
            var postgres = startingPostgres == null ? null : await(startingPostgres, embedded, failures);
            var redis = startingRedis == null ? null : await(startingRedis, embedded, failures);
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
            var failure = new AtomicReference<@Nullable String>();
            if (kafka != null) {
                notes.add(kafka.note());
                watch(kafka.service(), failure);
            }
            if (postgres != null) {
                notes.add(postgres.note());
            }
            if (redis != null) {
                notes.add(redis.note());
            }
            return new Servers(
                    access(file, kafka == null ? null : kafka.service()),
                    needsDatabase
                            ? Optional.of(database(file, postgres == null ? null : postgres.service()))
                            : Optional.empty(),
                    needsRedis ? Optional.of(redis(file, redis == null ? null : redis.service())) : Optional.empty(),
                    notes,
                    embedded,
                    failure);
        } catch (RuntimeException e) {
            CloseStack.closeAfter(e, embedded);
            throw e;
        }
    }

    KafkaAccess kafka() {
        return kafka;
    }

    /** The database; none where no role needs one. */
    Optional<Database> database() {
        return database;
    }

    /** The Redis server; none where no source is under a limit. */
    Optional<RedisServer> redis() {
        return redis;
    }

    /** Why an embedded server cannot go on, if one cannot; it does not come back by itself. */
    Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Which ports the embedded servers got. */
    List<PortNote> notes() {
        return notes;
    }

    @Override
    public void close() {
        embedded.close();
    }

    private static void watch(EmbeddedKafka kafka, AtomicReference<@Nullable String> failure) {
        kafka.failure().whenComplete((ended, cause) -> {
            if (cause != null) {
                var reason = "The embedded Kafka cannot go on: " + cause.getMessage();
                log.error("{}", reason, cause);
                failure.compareAndSet(null, reason);
            }
        });
    }

    private static KafkaAccess access(MillraceFile file, @Nullable EmbeddedKafka started) {
        var section = file.kafka();
        if (section != null) {
            return section.access();
        }
        return new KafkaAccess(Objects.requireNonNull(started).bootstrapServers(), Map.of());
    }

    private static Database database(MillraceFile file, @Nullable EmbeddedPostgres started) {
        var section = file.postgres();
        if (section != null) {
            return new Database(section.url(), section.user(), section.password());
        }
        var postgres = Objects.requireNonNull(started);
        return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private static RedisServer redis(MillraceFile file, @Nullable EmbeddedRedis started) {
        var section = file.redis();
        return new RedisServer(
                section != null
                        ? section.address()
                        : Objects.requireNonNull(started).uri());
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                start, task -> Thread.ofPlatform().name("start").start(task));
    }

    private static <T extends AutoCloseable> @Nullable OnPort<T> await(
            CompletableFuture<OnPort<T>> starting, CloseStack embedded, List<RuntimeException> failures) {
        try {
            return starting.join().addedTo(embedded);
        } catch (CompletionException e) {
            failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
            return null;
        }
    }
}
