package dev.millrace.event.avro;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** An Avro schema. Immutable; equal when the text is the same. */
public final class AvroSchema {
    private static final int LONGEST_SHOWN = 500;

    private final Schema parsed;
    private final String text;

    AvroSchema(Schema parsed) {
        this(parsed, parsed.toString());
    }

    // The text stays as it came: another version of the library may write the same schema otherwise, and ids follow
    // from the text.
    private AvroSchema(Schema parsed, String text) {
        this.parsed = parsed;
        this.text = text;
    }

    /**
     * Reads a schema.
     *
     * @throws InvalidAvroSchema if the text is none; the message says why
     */
    public static AvroSchema parse(String text) throws InvalidAvroSchema {
        try {
            return new AvroSchema(new Schema.Parser().parse(text), text);
        } catch (AvroRuntimeException e) {
            throw new InvalidAvroSchema("not an Avro schema: " + e.getMessage(), e);
        } catch (NullPointerException e) {
            // The library's answer to a name it does not know; it does not say which.
            throw new InvalidAvroSchema(
                    "not an Avro schema: it names a type that is defined nowhere in it: "
                            + text.substring(0, Math.min(text.length(), LONGEST_SHOWN)),
                    e);
        }
    }

    /** The schema as JSON text, as it was made or read. */
    public String text() {
        return text;
    }

    /** The name of the outermost type, with its namespace. */
    public String name() {
        return parsed.getFullName();
    }

    /** Why data written with {@code older} could not be read with this schema; empty if it can. */
    public List<String> whatBreaks(AvroSchema older) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(parsed, older.parsed);
        if (result.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        return result.getResult().getIncompatibilities().stream()
                .map(found -> found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
                .toList();
    }

    /**
     * A positive number that follows from the text alone: the first 31 bits of its SHA-256, which is what identifies
     * a schema where no registry hands out numbers. Two schemas having the same one is unlikely, not impossible.
     */
    public int contentId() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            int id = ((hash[0] & 0x7f) << 24) | ((hash[1] & 0xff) << 16) | ((hash[2] & 0xff) << 8) | (hash[3] & 0xff);
            return id == 0 ? 1 : id;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The schema as Avro's library has it. */
    Schema parsed() {
        return parsed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AvroSchema that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The {@link #text()}. */
    @Override
    public String toString() {
        return text;
    }
}
