package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Trouble.Kind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Brings the database's tables up to date before anything is copied, however long the database takes to be there. */
final class Preparation {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Schema schema;
    private final Lane lane;
    private final Condition condition;
    private final Backoff backoff;

    /** A wait that can be cut short. */
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    Preparation(Schema schema, Lane lane, Condition condition, Backoff backoff) {
        this.schema = schema;
        this.lane = lane;
        this.condition = condition;
        this.backoff = backoff;
    }

    /** Tries until it works; false if the trail is being closed before that. */
    boolean run(BooleanSupplier closing, Pause pause) throws InterruptedException {
        while (!closing.getAsBoolean()) {
            var attempt = lane.run(schema::migrate);
            while (!attempt.isDone() && !closing.getAsBoolean()) {
                pause.pause(LOOK);
            }
            if (attempt.isDone()) {
                var failure = failure(attempt);
                if (failure == null) {
                    condition.over(Kind.DATABASE);
                    return true;
                }
                var sql = SqlFailure.in(failure);
                condition.trouble(
                        Kind.DATABASE,
                        sql == null
                                ? "the tables cannot be made: " + failure.getMessage()
                                : "PostgreSQL: " + SqlFailure.words(sql),
                        failure);
                pause.pause(backoff.next());
            }
        }
        return false;
    }

    private static @Nullable FlywayException failure(Future<?> attempt) throws InterruptedException {
        try {
            attempt.get();
            return null;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case FlywayException flyway -> flyway;
                case Schema.SchemaMismatch mismatch -> throw new AuditBroken(String.valueOf(mismatch.getMessage()), e);
                case null, default -> throw new IllegalStateException("making the tables failed unexpectedly", e);
            };
        }
    }
}
