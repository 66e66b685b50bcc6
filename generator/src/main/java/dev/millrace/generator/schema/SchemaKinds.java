package dev.millrace.generator.schema;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.field.TextKind;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** Kinds of fields that both languages of schemas come to. */
final class SchemaKinds {
    /** Numbers of which the schema does not say how they end are within this. */
    static final double FARTHEST = 1e12;

    private static final int DECIMALS = 6;
    private static final int LONGEST_REGEX = 1_000;
    private static final int DEEPEST_REGEX = 50;
    private static final int MOST_VALUES = 10_000;

    private SchemaKinds() {}

    /** One of some JSON values, all alike: texts, or whatever they are. */
    static FieldKind oneOf(List<SchemaNode> values, Part part) throws InvalidSchema {
        if (values.isEmpty()) {
            throw part.refused("must not be empty");
        }
        if (values.size() > MOST_VALUES) {
            throw part.refused("has more than " + MOST_VALUES + " values");
        }
        if (values.size() == 1) {
            return constant(values.getFirst());
        }
        if (values.stream()
                .allMatch(value -> value instanceof SchemaNode.Text(var at, var text) && !text.contains("${"))) {
            var weights = new LinkedHashMap<String, Double>();
            // A value that stands there twice comes up twice as often.
            values.forEach(value -> weights.merge(((SchemaNode.Text) value).text(), 1.0, Double::sum));
            return new FieldKind.Choice(weights);
        }
        return new CompositeKind.Mix(values.stream()
                .map(value -> new CompositeKind.Part(constant(value), 1))
                .toList());
    }

    /** Always the same JSON value. */
    static FieldKind constant(SchemaNode value) {
        return switch (value) {
            case SchemaNode.Text(var at, var text)
            when !Literal.parse(text).json() -> new FieldKind.Constant(Literal.text(text));
            case SchemaNode.Figure figure
            when Literal.parse(figure.json()).json() -> new FieldKind.Constant(Literal.parse(figure.json()));
            case SchemaNode.Truth truth -> new FieldKind.Constant(Literal.parse(truth.json()));
            default -> new CompositeKind.Fixed(value.json());
        };
    }

    /** Whole numbers, both ends included, cut to what a field can hold. */
    static FieldKind integers(BigDecimal least, BigDecimal most, Part part) throws InvalidSchema {
        var farthest = BigDecimal.valueOf(1L << 62).subtract(BigDecimal.ONE);
        long from = within(least.setScale(0, RoundingMode.CEILING), farthest);
        long to = within(most.setScale(0, RoundingMode.FLOOR), farthest);
        return part.made(() -> new NumberKind.Integers(new NumberKind.WholeRange(from, to)));
    }

    private static long within(BigDecimal whole, BigDecimal farthest) {
        return whole.max(farthest.negate()).min(farthest).longValueExact();
    }

    /** Decimal numbers from {@code least} to below {@code most}. */
    static FieldKind decimals(double least, double most, Part part) throws InvalidSchema {
        double from = Math.clamp(least, -FARTHEST, FARTHEST);
        double to = Math.clamp(most, -FARTHEST, FARTHEST);
        return part.made(() -> new NumberKind.Uniform(new NumberKind.Range(from, to), DECIMALS));
    }

    /** Texts that fit an expression, of so many characters. */
    static FieldKind pattern(String regex, int least, int most, Part part) throws InvalidSchema {
        var bounded = bounded(regex, least, most, part);
        return part.made(() -> new TextKind.Pattern(bounded));
    }

    /** An expression with an end, whose texts have lengths within bounds. */
    static String bounded(String regex, int least, int most, Part part) throws InvalidSchema {
        if (regex.length() > LONGEST_REGEX || BoundedRegex.depth(regex) > DEEPEST_REGEX) {
            throw part.refused("the expression has more than " + LONGEST_REGEX + " characters, or groups in more than "
                    + DEEPEST_REGEX + " others; override the field");
        }
        return BoundedRegex.of(regex, least, most);
    }

    /** A text as a pattern for itself. */
    static String literally(String text) {
        return text.replaceAll("[\\\\.\\[\\]{}()*+?|^$]", "\\\\$0");
    }

    /** The null share of an optional value, if there is one. */
    static FieldKind nullable(FieldKind kind, double nulls) {
        return nulls == 0
                ? kind
                : nulls == 1 ? new CompositeKind.Fixed("null") : new CompositeKind.Sometimes(kind, new Share(nulls));
    }

    /**
     * A part of a schema, to point at when something is wrong.
     *
     * @param path its place by names
     */
    record Part(String path, SchemaNode node) {
        InvalidSchema refused(String problem) {
            return new InvalidSchema(path, node.at(), problem);
        }

        /** Another part, further in. */
        Part in(String name, SchemaNode inner) {
            return new Part(path.isEmpty() ? name : path + "." + name, inner);
        }

        /** Makes a kind; one that cannot be is this part's fault. */
        FieldKind made(Supplier<FieldKind> kind) throws InvalidSchema {
            try {
                return kind.get();
            } catch (InvalidSetting e) {
                throw refused(e.problem());
            }
        }
    }
}
