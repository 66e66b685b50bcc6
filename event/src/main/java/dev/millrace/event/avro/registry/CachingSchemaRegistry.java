package dev.millrace.event.avro.registry;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A registry in front of another that is asked once for what never changes: an id stands for the same schema for
 * good. That there is no schema of an id is believed for a while only. Thread-safe.
 */
public final class CachingSchemaRegistry implements SchemaRegistry {
    private static final int MOST_UNKNOWN = 10_000;

    private final SchemaRegistry registry;
    private final Duration unknownFor;
    private final InstantSource clock;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, AvroSchema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Absence> unknown = new ConcurrentHashMap<>();

    /** @param unknownFor how long an id is taken to be unknown before the registry is asked again */
    public CachingSchemaRegistry(SchemaRegistry registry, Duration unknownFor, InstantSource clock) {
        this.registry = registry;
        this.unknownFor = unknownFor;
        this.clock = clock;
    }

    @Override
    public int register(String subject, AvroSchema schema) throws SchemaFailure {
        var wanted = new Registration(subject, schema);
        var known = ids.get(wanted);
        if (known != null) {
            return known;
        }
        int id = registry.register(subject, schema);
        ids.put(wanted, id);
        unknown.remove(id);
        return id;
    }

    @Override
    public AvroSchema schema(int id) throws SchemaFailure {
        var known = schemas.get(id);
        if (known != null) {
            return known;
        }
        var absence = unknown.get(id);
        if (absence != null && clock.millis() < absence.untilMillis()) {
            throw new SchemaFailure.Unknown(absence.message());
        }
        try {
            var found = registry.schema(id);
            schemas.put(id, found);
            unknown.remove(id);
            return found;
        } catch (SchemaFailure.Unknown e) {
            remember(id, e);
            throw e;
        }
    }

    /** A flood of records with made-up ids must not fill the heap. */
    private void remember(int id, SchemaFailure.Unknown failure) {
        if (unknown.size() >= MOST_UNKNOWN) {
            unknown.clear();
        }
        unknown.put(id, new Absence(String.valueOf(failure.getMessage()), clock.millis() + unknownFor.toMillis()));
    }

    private record Registration(String subject, AvroSchema schema) {}

    private record Absence(String message, long untilMillis) {}
}
