package dev.millrace.processor.topology;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.avro.registry.SchemaRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas a pipeline needs. Where their registry cannot be reached it is waited for, on the pipeline's own thread:
 * nothing is put aside, and nothing is lost. Thread-safe.
 */
public final class Schemas implements SchemaLookup, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);
    /** Below {@code max.poll.interval.ms}: a thread that waits longer would lose its partitions meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final int DOUBLINGS = 5;

    private final SchemaRegistry registry;
    private final CountDownLatch end = new CountDownLatch(1);

    public Schemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public AvroSchema schema(int id) throws SchemaFailure {
        return patiently(() -> registry.schema(id));
    }

    /** The id of a schema, registered if need be. */
    int register(String subject, AvroSchema schema) {
        try {
            return patiently(() -> registry.register(subject, schema));
        } catch (SchemaFailure e) {
            throw new SchemaUnavailable(e);
        }
    }

    /** Whoever waits for the registry gives up. */
    @Override
    public void close() {
        end.countDown();
    }

    private interface Question<T> {
        T ask() throws SchemaFailure;
    }

    private <T> T patiently(Question<T> question) throws SchemaFailure {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int failures = 0; ; failures++) {
            try {
                return question.ask();
            } catch (SchemaFailure.Unreachable e) {
                if (failures == 0) {
                    LOG.warn("A pipeline waits for the schema registry: reason={}", e.getMessage());
                }
                if (System.nanoTime() > deadline || ended(SHORTEST.multipliedBy(1L << Math.min(failures, DOUBLINGS)))) {
                    throw e;
                }
            }
        }
    }

    private boolean ended(Duration wait) {
        try {
            return end.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
