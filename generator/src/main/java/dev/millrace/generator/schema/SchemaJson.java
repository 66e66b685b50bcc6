package dev.millrace.generator.schema;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads a schema's JSON with the places of its parts. Comments, which Avro's own reader lets pass, are passed over. */
final class SchemaJson {
    private static final int FARTHEST_EXPONENT = 400;

    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SchemaJson() {}

    static SchemaNode read(Path file) throws InvalidSchema {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw whole("is larger than 4 MiB, which no schema needs to be");
            }
            return read(bytes);
        } catch (NoSuchFileException e) {
            throw whole("there is no such file");
        } catch (IOException e) {
            throw whole(Files.isDirectory(file) ? "this is a folder, not a file" : "cannot be read: " + e.getMessage());
        }
    }

    private static SchemaNode read(byte[] json) throws InvalidSchema {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw whole("is empty; a schema is a JSON object");
            }
            var node = node(parser, 0);
            if (parser.nextToken() != null) {
                throw new InvalidSchema("", at(parser), "there is more behind the end of the schema");
            }
            return node;
        } catch (JacksonException e) {
            var location = e.getLocation();
            var at = location == null
                    ? SchemaNode.At.WHOLE_FILE
                    : new SchemaNode.At(location.getLineNr(), location.getColumnNr());
            throw new InvalidSchema(
                    "",
                    at,
                    "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static SchemaNode node(JsonParser parser, int depth) throws InvalidSchema {
        var at = at(parser);
        if (depth > DEEPEST) {
            throw new InvalidSchema("", at, "is nested deeper than " + DEEPEST + " levels");
        }
        var token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, SchemaNode>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    members.put(name, node(parser, depth + 1));
                }
                yield new SchemaNode.Members(at, members);
            }
            case START_ARRAY -> {
                var items = new ArrayList<SchemaNode>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser, depth + 1));
                }
                yield new SchemaNode.Items(at, items);
            }
            case VALUE_STRING -> new SchemaNode.Text(at, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new SchemaNode.Figure(at, bounded(parser.getDecimalValue(), at));
            case VALUE_TRUE -> new SchemaNode.Truth(at, true);
            case VALUE_FALSE -> new SchemaNode.Truth(at, false);
            case VALUE_NULL -> new SchemaNode.Nothing(at);
            case null, default -> throw new InvalidSchema("", at, "ends too early");
        };
    }

    private static SchemaNode.At at(JsonParser parser) {
        var location = parser.currentTokenLocation();
        return new SchemaNode.At(location.getLineNr(), location.getColumnNr());
    }

    private static InvalidSchema whole(String problem) {
        return new InvalidSchema("", SchemaNode.At.WHOLE_FILE, problem);
    }

    /** Written out, a number such as 1e2000000000 has more digits than there is memory for. */
    private static BigDecimal bounded(BigDecimal number, SchemaNode.At at) throws InvalidSchema {
        long digits = (long) number.precision() - number.scale();
        if (digits > FARTHEST_EXPONENT || number.scale() > FARTHEST_EXPONENT) {
            throw new InvalidSchema(
                    "", at, "is a number beyond 1e" + FARTHEST_EXPONENT + " or finer than 1e-" + FARTHEST_EXPONENT);
        }
        return number;
    }
}
