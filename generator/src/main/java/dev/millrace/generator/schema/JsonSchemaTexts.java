package dev.millrace.generator.schema;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.PlaceKind;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.schema.SchemaKinds.Part;
import java.util.Optional;

/** Texts as a JSON Schema describes them: by format, by pattern, by length. */
final class JsonSchemaTexts {
    private static final int LONGEST = 1_000;
    private static final int USUAL_LENGTH = 16;

    private JsonSchemaTexts() {}

    static FieldKind kind(SchemaNode.Members schema, Part part) throws InvalidSchema {
        int least = JsonSchemaNumbers.least(schema, "minLength", part, LONGEST).orElse(1);
        int most = JsonSchemaNumbers.count(schema, "maxLength", part, LONGEST)
                .orElse(Math.min(LONGEST, Math.max(USUAL_LENGTH, least * 2)));
        if (most < least) {
            throw part.refused("'maxLength' is less than 'minLength'");
        }
        var pattern = schema.get("pattern");
        if (pattern.isPresent()) {
            var place = part.in("pattern", pattern.get());
            if (pattern.get() instanceof SchemaNode.Text(var at, var regex)) {
                return SchemaKinds.pattern(regex, least, most, place);
            }
            throw place.refused("must be a text, was " + pattern.get().described());
        }
        var format = schema.get("format").flatMap(JsonSchemaTexts::format);
        if (format.isPresent()) {
            return format.get();
        }
        return part.made(() -> new TextKind.Pattern("[a-z]{" + least + "," + most + "}"));
    }

    /** Formats that are made; others are like any text, as the standard has it. */
    private static Optional<FieldKind> format(SchemaNode format) {
        return format instanceof SchemaNode.Text(var at, var name)
                ? Optional.ofNullable(
                        switch (name) {
                            case "date-time" -> due(FieldKind.TimestampFormat.ISO);
                            case "date" -> due(FieldKind.TimestampFormat.DATE);
                            case "time" -> new TextKind.Pattern("(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ");
                            case "duration" -> new TextKind.Pattern("PT[1-9]\\d?[HMS]");
                            case "uuid" -> new FieldKind.Uuid(FieldKind.UuidVersion.V4);
                            case "ipv4" -> new PlaceKind.Ip(PlaceKind.IpVersion.V4, null, null, null);
                            case "ipv6" -> new PlaceKind.Ip(PlaceKind.IpVersion.V6, null, null, null);
                            case "email", "idn-email" -> new TextKind.Faker("internet.emailAddress", "en", 1_000);
                            case "hostname", "idn-hostname" -> new TextKind.Pattern("[a-z]{3,10}\\.example\\.com");
                            case "uri", "iri", "uri-reference", "iri-reference" ->
                                new TextKind.Pattern("https://[a-z]{3,10}\\.example\\.com/[a-z]{2,10}");
                            default -> null;
                        })
                : Optional.empty();
    }

    private static FieldKind due(FieldKind.TimestampFormat format) {
        return new FieldKind.Timestamp(FieldKind.TimestampOf.DUE, null, format);
    }
}
