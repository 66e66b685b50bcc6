package dev.millrace.event.avro.registry;

import dev.millrace.event.avro.SchemaFailure;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One field of a registry's answer.
 *
 * @param text the field's value, as text
 */
record RegistryAnswer(String text) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The field of that name in a JSON object; empty if the bytes are none, or have no such field. */
    static Optional<RegistryAnswer> field(byte[] json, String name) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var found = parser.currentName();
                var token = parser.nextToken();
                if (found.equals(name) && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    return Optional.of(new RegistryAnswer(parser.getValueAsString("")));
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException _) {
            // Some web server's own page: as good as no field. The caller says what was asked, and of whom.
            return Optional.empty();
        }
    }

    /** The value as a number within bounds. */
    long number(long least, long most) throws SchemaFailure {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new SchemaFailure.Unusable("the registry answers '" + text + "' where a number belongs", e);
        }
        throw new SchemaFailure.Unusable(
                "the registry answers " + text + " where a number from " + least + " to " + most + " belongs", null);
    }

    /** The first message there is among an exception and its causes: a refused connection often has none itself. */
    static String cause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at.getMessage() != null) {
                return at.getClass().getSimpleName() + ": " + at.getMessage();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
