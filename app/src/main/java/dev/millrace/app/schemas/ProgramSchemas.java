package dev.millrace.app.schemas;

import dev.millrace.app.file.SchemasSection;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.registry.CachingSchemaRegistry;
import dev.millrace.event.avro.registry.HttpSchemaRegistry;
import dev.millrace.event.avro.registry.SchemaRegistry;
import dev.millrace.event.avro.registry.TopicSchemaRegistry;
import dev.millrace.generator.channel.KafkaAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place that all parts of the program have schemas from: a registry, or a topic. Thread-safe. */
public final class ProgramSchemas implements SchemaRegistry, AutoCloseable {
    /** An id that is not known now may be known soon, when its writer is a little ahead. */
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(5);

    private final SchemaRegistry registry;
    private final @Nullable HttpSchemaRegistry http;

    private ProgramSchemas(SchemaRegistry registry, @Nullable HttpSchemaRegistry http) {
        this.registry = new CachingSchemaRegistry(registry, UNKNOWN_FOR, InstantSource.system());
        this.http = http;
    }

    /** The schemas of a file: those of the registry it names, or those on the topic of its cluster. Asks nobody yet. */
    public static ProgramSchemas of(@Nullable SchemasSection section, KafkaAccess kafka) {
        if (section == null) {
            return new ProgramSchemas(new TopicSchemaRegistry(kafka.with(Map.of())), null);
        }
        var http = new HttpSchemaRegistry(section.access());
        return new ProgramSchemas(http, http);
    }

    @Override
    public int register(String subject, AvroSchema schema) throws SchemaFailure {
        return registry.register(subject, schema);
    }

    @Override
    public AvroSchema schema(int id) throws SchemaFailure {
        return registry.schema(id);
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }
}
