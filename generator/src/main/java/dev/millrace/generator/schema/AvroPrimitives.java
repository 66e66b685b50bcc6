package dev.millrace.generator.schema;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.schema.SchemaKinds.Part;
import dev.millrace.settings.Share;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Kinds for Avro's types without parts, and what their annotations make of them. */
final class AvroPrimitives {
    static final List<String> NAMES = List.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

    /** Plain texts are letters and digits: random ASCII, control characters too, helps nobody who looks on. */
    private static final String LETTERS = "[a-zA-Z0-9]";

    private static final BigDecimal MOST_SCALE = BigDecimal.valueOf(1_000);

    private AvroPrimitives() {}

    static FieldKind kind(String name, Part type) throws InvalidSchema {
        var properties = ArgProperties.of(type);
        var iteration = properties.get("iteration");
        if (iteration.isPresent()) {
            return AvroIteration.kind(name, iteration.get(), properties);
        }
        var logical = logical(type);
        if (logical.isPresent() && properties.get("range").isEmpty()) {
            var kind = logicalKind(logical.get(), name, type);
            if (kind.isPresent()) {
                return kind.get();
            }
        }
        return switch (name) {
            case "null" -> new CompositeKind.Fixed("null");
            case "boolean" -> new FieldKind.Flag(odds(properties));
            case "int" -> whole(properties, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long" -> whole(properties, Long.MIN_VALUE, Long.MAX_VALUE);
            case "float", "double" -> decimal(properties);
            default -> text(properties);
        };
    }

    /** Bytes of a fixed count, as a text of as many characters. */
    static FieldKind fixed(SchemaNode.Members type, Part part) throws InvalidSchema {
        var size = ArgProperties.number(part, "size");
        if (size == null || size.signum() <= 0 || size.compareTo(BigDecimal.valueOf(10_000)) > 0) {
            throw part.refused("needs 'size', from 1 to 10000");
        }
        var logical = logical(part).flatMap(name -> Optional.ofNullable(name.equals("decimal") ? name : null));
        if (logical.isPresent()) {
            return decimalOf(part);
        }
        return part.made(() -> new TextKind.Pattern(LETTERS + "{" + size.toPlainString() + "}"));
    }

    private static Optional<String> logical(Part type) {
        return type.node() instanceof SchemaNode.Members members
                        && members.members().get("logicalType") instanceof SchemaNode.Text(var at, var name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static Optional<FieldKind> logicalKind(String logical, String name, Part type) throws InvalidSchema {
        var properties = ArgProperties.of(type);
        boolean asked =
                properties.get("regex").isPresent() || properties.get("length").isPresent();
        return switch (logical) {
            case "timestamp-millis", "local-timestamp-millis" ->
                Optional.of(due(FieldKind.TimestampFormat.EPOCH_MILLIS));
            case "timestamp-micros", "local-timestamp-micros" ->
                Optional.of(due(FieldKind.TimestampFormat.EPOCH_MICROS));
            case "date" ->
                Optional.of(SchemaKinds.integers(BigDecimal.valueOf(18_262), BigDecimal.valueOf(21_914), type));
            case "time-millis" ->
                Optional.of(SchemaKinds.integers(BigDecimal.ZERO, BigDecimal.valueOf(86_399_999), type));
            case "time-micros" ->
                Optional.of(SchemaKinds.integers(BigDecimal.ZERO, BigDecimal.valueOf(86_399_999_999L), type));
            case "uuid" -> asked ? Optional.empty() : Optional.of(new FieldKind.Uuid(FieldKind.UuidVersion.V4));
            case "decimal" -> name.equals("bytes") ? Optional.of(decimalOf(type)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static FieldKind due(FieldKind.TimestampFormat format) {
        return new FieldKind.Timestamp(FieldKind.TimestampOf.DUE, null, format);
    }

    private static FieldKind decimalOf(Part type) throws InvalidSchema {
        var precision = ArgProperties.number(type, "precision");
        var scale = ArgProperties.number(type, "scale");
        if (scale != null && (scale.signum() < 0 || scale.compareTo(MOST_SCALE) > 0)) {
            throw type.refused("'scale' must be from 0 to " + MOST_SCALE + ", was " + scale);
        }
        int digits = precision == null ? 9 : Math.min(18, precision.intValue());
        int behind = scale == null ? 0 : scale.intValue();
        var most = BigDecimal.TEN.pow(Math.max(0, digits - behind)).min(BigDecimal.valueOf(SchemaKinds.FARTHEST));
        return type.made(() -> new NumberKind.Uniform(
                new NumberKind.Range(most.negate().doubleValue(), most.doubleValue()), Math.min(6, behind)));
    }

    private static Share odds(ArgProperties properties) throws InvalidSchema {
        var odds = properties.get("odds");
        if (odds.isEmpty()) {
            return new Share(0.5);
        }
        if (odds.get().node() instanceof SchemaNode.Figure(var at, var share)
                && share.signum() >= 0
                && share.compareTo(BigDecimal.ONE) <= 0) {
            return new Share(share.doubleValue());
        }
        throw odds.get().refused("must be a number from 0 to 1");
    }

    private static FieldKind whole(ArgProperties properties, long least, long most) throws InvalidSchema {
        var range = properties.get("range");
        var part = range.orElse(properties.part());
        var min = range.isEmpty() ? null : ArgProperties.number(part, "min");
        var max = range.isEmpty() ? null : ArgProperties.number(part, "max");
        for (var end : new BigDecimal[] {min, max}) {
            if (end != null && end.stripTrailingZeros().scale() > 0) {
                throw part.refused("the ends of a range of whole numbers are whole, was " + end);
            }
        }
        if (min != null && max != null && min.compareTo(max) >= 0) {
            throw part.refused("'max', which is not reached, must be above 'min'");
        }
        return SchemaKinds.integers(
                min == null ? BigDecimal.valueOf(least) : min,
                max == null ? BigDecimal.valueOf(most) : max.subtract(BigDecimal.ONE),
                part);
    }

    private static FieldKind decimal(ArgProperties properties) throws InvalidSchema {
        var range = properties.get("range");
        if (range.isEmpty()) {
            return SchemaKinds.decimals(0, 1, properties.part());
        }
        var min = ArgProperties.number(range.get(), "min");
        var max = ArgProperties.number(range.get(), "max");
        return SchemaKinds.decimals(
                min == null ? -SchemaKinds.FARTHEST : min.doubleValue(),
                max == null ? SchemaKinds.FARTHEST : max.doubleValue(),
                range.get());
    }

    private static FieldKind text(ArgProperties properties) throws InvalidSchema {
        var lengths = properties.lengths();
        var regex = properties.text("regex");
        var prefix = SchemaKinds.literally(properties.text("prefix").orElse(""));
        var suffix = SchemaKinds.literally(properties.text("suffix").orElse(""));
        var body = regex.isPresent()
                ? grouped(
                        SchemaKinds.bounded(regex.get(), lengths.least(), lengths.most(), properties.part()),
                        prefix + suffix)
                : LETTERS + "{" + lengths.least()
                        + (lengths.least() == lengths.most() ? "}" : "," + lengths.most() + "}");
        var part = properties.get("regex").orElse(properties.part());
        return part.made(() -> new TextKind.Pattern(prefix + body + suffix));
    }

    private static String grouped(String regex, String around) {
        return around.isEmpty() || !regex.contains("|") ? regex : "(?:" + regex + ")";
    }
}
