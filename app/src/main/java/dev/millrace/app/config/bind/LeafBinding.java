package dev.millrace.app.config.bind;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.problem.Shown;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.shape.TextType;
import dev.millrace.app.config.yaml.Redaction;
import dev.millrace.app.config.yaml.ScalarKind;
import dev.millrace.app.config.yaml.YamlScalar;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Turns values without parts into what they stand for.
 *
 * @param problems  takes what is wrong
 * @param redaction learns the forms in which values from the environment may turn up in messages
 */
record LeafBinding(Problems problems, Redaction redaction) {
    Optional<Object> bind(YamlScalar scalar, Shape.Leaf shape, Location location) {
        var value = switch (shape) {
            case Shape.Text() -> Optional.<Object>of(scalar.text());
            case Shape.Truth() -> truth(scalar, shape, location);
            case Shape.Whole whole -> whole(scalar, whole, location);
            case Shape.Decimal() -> decimal(scalar, shape, location);
            case Shape.Word word -> word(scalar, word, location);
            case Shape.Parsed(var type) -> parsed(scalar, shape, type, location);
        };
        value.ifPresent(bound -> note(scalar, bound));
        return value;
    }

    private void note(YamlScalar scalar, Object value) {
        redaction.note(scalar, value.toString());
        if (value instanceof Duration duration) {
            redaction.note(scalar, Durations.format(duration));
        }
    }

    private Optional<Object> truth(YamlScalar scalar, Shape shape, Location location) {
        return scalar.kind() == ScalarKind.TRUTH
                ? Optional.of(Boolean.valueOf(scalar.text()))
                : mismatch(scalar, shape, location);
    }

    private Optional<Object> whole(YamlScalar scalar, Shape.Whole shape, Location location) {
        var number = scalar.number();
        if (number.isEmpty()) {
            return mismatch(scalar, shape, location);
        }
        long value;
        try {
            value = number.get().longValueExact();
        } catch (ArithmeticException e) {
            return number.get().abs().compareTo(BigDecimal.valueOf(shape.most())) > 0
                    ? outside(shape, location)
                    : mismatch(scalar, shape, location);
        }
        if (value < shape.least() || value > shape.most()) {
            return outside(shape, location);
        }
        return Optional.of(shape.wide() ? (Object) value : (Object) (int) value);
    }

    private Optional<Object> outside(Shape.Whole shape, Location location) {
        return refused(location, "must be from " + shape.least() + " to " + shape.most());
    }

    private Optional<Object> decimal(YamlScalar scalar, Shape shape, Location location) {
        var number = scalar.number().map(BigDecimal::doubleValue).filter(Double::isFinite);
        return number.isPresent() ? Optional.of(number.get()) : mismatch(scalar, shape, location);
    }

    private Optional<Object> word(YamlScalar scalar, Shape.Word shape, Location location) {
        var value = shape.words().get(scalar.text());
        if (value != null) {
            return Optional.of(value);
        }
        var meant = scalar.secret()
                ? Optional.<String>empty()
                : Nearest.to(scalar.text(), List.copyOf(shape.words().keySet()));
        return refused(
                location,
                Expected.butFound(shape, scalar)
                        + meant.map(word -> "; did you mean " + Shown.value(word) + "?")
                                .orElse(""));
    }

    private Optional<Object> parsed(YamlScalar scalar, Shape shape, TextType type, Location location) {
        try {
            return Optional.of(type.reader().apply(scalar.text()));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            if (scalar.secret()) {
                return mismatch(scalar, shape, location);
            }
            return refused(location, e instanceof InvalidSetting invalid ? invalid.problem() : "" + e.getMessage());
        }
    }

    private Optional<Object> mismatch(YamlScalar scalar, Shape shape, Location location) {
        return refused(location, Expected.butFound(shape, scalar) + unquoted(scalar, shape));
    }

    /** The one slip that the message alone would not explain: the value seen is right, but for its quotes. */
    private static String unquoted(YamlScalar scalar, Shape shape) {
        var kind = ScalarKind.ofPlain(scalar.text());
        boolean fits = switch (kind) {
            case WHOLE -> shape instanceof Shape.Whole || shape instanceof Shape.Decimal;
            case DECIMAL -> shape instanceof Shape.Decimal;
            case TRUTH -> shape instanceof Shape.Truth;
            case NOTHING, TEXT -> false;
        };
        return fits && scalar.kind() == ScalarKind.TEXT ? " in quotes; take them off" : "";
    }

    private Optional<Object> refused(Location location, String message) {
        problems.add(location, message);
        return Optional.empty();
    }
}
