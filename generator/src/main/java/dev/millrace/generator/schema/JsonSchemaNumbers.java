package dev.millrace.generator.schema;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.schema.SchemaKinds.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers as a JSON Schema bounds them: evenly spread over the range. */
final class JsonSchemaNumbers {
    /** How far a range goes where only one end is given, or none. */
    private static final BigDecimal WIDTH = BigDecimal.valueOf(1_000);

    private static final int MOST_DECIMALS = 6;

    private JsonSchemaNumbers() {}

    static FieldKind kind(String type, SchemaNode.Members schema, Part part) throws InvalidSchema {
        var step = number(schema, "multipleOf", part);
        if (step != null && step.signum() <= 0) {
            throw part.refused("'multipleOf' must be positive, was " + step);
        }
        boolean whole = type.equals("integer");
        int decimals = whole
                ? 0
                : step == null ? 2 : Math.clamp(step.stripTrailingZeros().scale(), 0, MOST_DECIMALS);
        var grid = BigDecimal.ONE.movePointLeft(decimals);
        var least = end(schema, "minimum", "exclusiveMinimum", grid, part);
        var most = end(schema, "maximum", "exclusiveMaximum", grid.negate(), part);
        var from = least != null ? least : most != null ? most.subtract(WIDTH) : BigDecimal.ZERO;
        var to = most != null ? most : from.add(WIDTH);
        if (from.compareTo(to) > 0) {
            throw part.refused("no number lies from " + from + " to " + to);
        }
        if (step != null && step.compareTo(grid) != 0) {
            return stepped(from, to, step, part);
        }
        return decimals == 0
                ? SchemaKinds.integers(from, to, part)
                : part.made(() -> new NumberKind.Uniform(
                        new NumberKind.Range(from.doubleValue(), to.add(grid).doubleValue()), decimals));
    }

    /** Multiples of a step, from one to the next and round again: no two events of a round have the same. */
    private static FieldKind stepped(BigDecimal from, BigDecimal to, BigDecimal step, Part part) throws InvalidSchema {
        var first = from.divide(step, 0, RoundingMode.CEILING).multiply(step);
        var end = to.divide(step, 0, RoundingMode.FLOOR).add(BigDecimal.ONE).multiply(step);
        if (first.compareTo(end) >= 0) {
            throw part.refused("no multiple of " + step + " lies from " + from + " to " + to);
        }
        int decimals = Math.clamp(step.stripTrailingZeros().scale(), 0, MOST_DECIMALS);
        return part.made(() -> new NumberKind.Series(
                new NumberKind.Steps(first.doubleValue(), step.doubleValue(), end.doubleValue(), null), decimals));
    }

    /** A count that must be reached; one beyond {@code most} is refused. */
    static Optional<Integer> least(SchemaNode.Members schema, String name, Part part, int most) throws InvalidSchema {
        var number = number(schema, name, part);
        if (number != null && number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw part.refused("'" + name + "' must be at most " + most + ", was " + number + "; override the field");
        }
        return count(schema, name, part, most);
    }

    /** A count that a schema gives, at most {@code most}. */
    static Optional<Integer> count(SchemaNode.Members schema, String name, Part part, int most) throws InvalidSchema {
        var number = number(schema, name, part);
        if (number == null) {
            return Optional.empty();
        }
        if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
            throw part.refused("'" + name + "' must be a whole number from 0, was " + number);
        }
        return Optional.of(number.min(BigDecimal.valueOf(most)).intValueExact());
    }

    private static @Nullable BigDecimal end(
            SchemaNode.Members schema, String included, String excluded, BigDecimal inwards, Part part)
            throws InvalidSchema {
        var first = number(schema, included, part);
        var second = number(schema, excluded, part);
        var beyond = second == null ? null : second.add(inwards);
        if (first == null || beyond == null) {
            return first == null ? beyond : first;
        }
        return inwards.signum() > 0 ? first.max(beyond) : first.min(beyond);
    }

    private static @Nullable BigDecimal number(SchemaNode.Members schema, String name, Part part) throws InvalidSchema {
        var value = schema.get(name);
        if (value.isEmpty()) {
            return null;
        }
        if (value.get() instanceof SchemaNode.Figure(var at, var number)) {
            return number;
        }
        throw part.in(name, value.get())
                .refused("must be a number, was " + value.get().described());
    }
}
