package dev.millrace.event.avro.registry;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.InvalidAvroSchema;
import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A schema as it rides on a compacted topic, where there is no registry.
 *
 * <p>Its id is its {@linkplain AvroSchema#contentId() content's}, so that whoever writes it first, and however many
 * do at once, it is the same. The key is {@code <subject>/<id>}: every schema a subject ever had stays.
 *
 * @param subject what the schemas of one kind are kept under
 * @param schema  the schema
 */
public record SchemaRecord(String subject, AvroSchema schema) {
    /** The topic. */
    public static final String TOPIC = "millrace.schemas";

    public SchemaRecord {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("a schema's subject must not be blank");
        }
    }

    /** The id that records carry. */
    public int id() {
        return schema.contentId();
    }

    /** The record's key. */
    public byte[] key() {
        return (subject + '/' + id()).getBytes(StandardCharsets.UTF_8);
    }

    /** The record's value: JSON with {@code subject}, {@code id}, {@code schemaType} and {@code schema}. */
    public byte[] value() {
        var out = new JsonBuffer(schema.text().length() + 128);
        out.ascii("{\"subject\":").string(subject);
        out.ascii(",\"id\":").number(id());
        out.ascii(",\"schemaType\":\"AVRO\",\"schema\":").string(schema.text());
        return out.ascii('}').toBytes();
    }

    /**
     * Reads a record's value.
     *
     * @throws UnreadableEvent if it is not one, or its id is not that of its schema
     */
    public static SchemaRecord read(byte[] value) throws UnreadableEvent {
        try {
            var schema = AvroSchema.parse(field(value, "schema"));
            var record = new SchemaRecord(field(value, "subject"), schema);
            var id = field(value, "id");
            if (!id.equals(Integer.toString(record.id()))) {
                throw new UnreadableEvent("a schema of subject '" + record.subject() + "' says its id is " + id
                        + ", which would be " + record.id());
            }
            return record;
        } catch (InvalidAvroSchema | IllegalArgumentException e) {
            throw new UnreadableEvent("a schema's record cannot be read: " + e.getMessage(), e);
        }
    }

    private static String field(byte[] value, String name) throws UnreadableEvent {
        return RegistryAnswer.field(value, name)
                .map(RegistryAnswer::text)
                .orElseThrow(() -> new UnreadableEvent("a schema's record has no '" + name + "'"));
    }
}
