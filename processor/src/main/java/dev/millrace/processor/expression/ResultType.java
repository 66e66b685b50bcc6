package dev.millrace.processor.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an expression must come to. An expression that reads {@code data} is often of a type only the event will
 * tell; such ones are let through when compiled and checked for each event.
 *
 * @param <T> the Java type of its values
 */
public final class ResultType<T> {
    /** True or false. */
    public static final ResultType<Boolean> CONDITION =
            new ResultType<>("true or false", EnumSet.of(CelKind.BOOL), v -> v instanceof Boolean b ? b : null);

    /** A {@link Long} or a finite {@link Double}. */
    public static final ResultType<Number> NUMBER =
            new ResultType<>("a number", EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE), ResultType::toNumber);

    /** Something to gather events by: a text, a number or a truth value, as text; numbers that are equal are equal texts. */
    public static final ResultType<String> GROUP = new ResultType<>(
            "a text, a number, true or false",
            EnumSet.of(CelKind.STRING, CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.BOOL),
            ResultType::toGroup);

    /** From here on not every whole number is a double. */
    private static final double EXACT = 1L << 53;

    private final String name;
    private final Set<CelKind> kinds;
    private final Function<Object, @Nullable T> conversion;

    private ResultType(String name, Set<CelKind> kinds, Function<Object, @Nullable T> conversion) {
        this.name = name;
        this.kinds = kinds;
        this.conversion = conversion;
    }

    /** Whether values of a type are, or may turn out to be, what is wanted. */
    boolean admits(CelType type) {
        var kind = type.kind();
        return kind == CelKind.DYN || kind == CelKind.ANY || kinds.contains(kind);
    }

    /** The value, or null if it is none of this type. */
    @Nullable
    T convert(Object value) {
        return conversion.apply(value);
    }

    private static @Nullable Number toNumber(Object value) {
        return switch (value) {
            case Long l -> l;
            case Double d when Double.isFinite(d) -> d;
            case com.google.common.primitives.UnsignedLong u ->
                u.longValue() >= 0 ? (Number) u.longValue() : (Number) u.doubleValue();
            default -> null;
        };
    }

    private static @Nullable String toGroup(Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        var number = toNumber(value);
        if (number == null) {
            return null;
        }
        double floating = number.doubleValue();
        return number instanceof Double && Math.rint(floating) == floating && Math.abs(floating) < EXACT
                ? Long.toString((long) floating)
                : number.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
