package dev.millrace.generator.field;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.Share;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field of a generated event holds. In the file, the first word of a field's mapping names its kind. */
public sealed interface FieldKind {

    @Doc("A running number in a text.")
    record Sequence(
            @Doc("Text with one %d or %08d where the number goes.")
            String sequence,

            @Doc("Start over after this many different values; without it the numbers run on.") @Nullable
            Long cardinality)
            implements FieldKind {
        public Sequence {
            SequenceFormat.parse(sequence);
            if (cardinality != null && cardinality < 1) {
                throw new InvalidSetting("cardinality", "must be at least 1, was " + cardinality);
            }
        }
    }

    @Doc("A random UUID.")
    record Uuid(@Doc("The version.") UuidVersion uuid) implements FieldKind {}

    /** Which UUIDs are made. */
    enum UuidVersion {
        V4
    }

    @Doc("The same value in every event.")
    @Scalar
    record Constant(
            @Doc("The value: a number, true or false where it reads as one, otherwise a text.")
            Literal constant) implements FieldKind {}

    @Doc("One of several texts, by weight.")
    record Choice(
            @Doc("Each text with its weight; the weights need not add up to anything.")
            Map<String, Double> choice) implements FieldKind {
        public Choice {
            if (choice.isEmpty()) {
                throw new InvalidSetting("choice", "needs at least one text");
            }
            choice.forEach((text, weight) -> {
                if (!(weight > 0) || weight.isInfinite()) {
                    throw new InvalidSetting("choice." + text, "a weight must be positive, was " + weight);
                }
            });
            choice = Collections.unmodifiableMap(new LinkedHashMap<>(choice));
        }
    }

    @Doc("A whole number, evenly spread.")
    record Integers(@Doc("The range, both ends included.") WholeRange integer) implements FieldKind {}

    /** A range of whole numbers, both ends included. */
    record WholeRange(
            @Doc("Least value.") long min,
            @Doc("Greatest value.") long max) {
        public WholeRange {
            if (max < min) {
                throw new InvalidSetting("max", "must not be below min (" + min + "), was " + max);
            }
            if (max - min < 0 || max - min == Long.MAX_VALUE) {
                throw new InvalidSetting("max", "the range is wider than 2^63");
            }
        }
    }

    @Doc("A decimal number, evenly spread.")
    record Uniform(
            @Doc("The range.") Range uniform,
            @Doc("Digits behind the point.") @Default("2") int decimals) implements FieldKind {
        public Uniform {
            Decimals.check(decimals);
            if (Decimals.stepsFrom(uniform.min(), decimals) >= Decimals.stepsFrom(uniform.max(), decimals)) {
                throw new InvalidSetting(
                        "decimals", "no number with " + decimals + " decimals lies from min to below max");
            }
        }
    }

    /** A range of numbers, from {@code min} to below {@code max}. */
    record Range(
            @Doc("Least value.") double min,
            @Doc("Values stay below.") double max) {
        public Range {
            if (!(max > min)) {
                throw new InvalidSetting("max", "must be above min (" + min + "), was " + max);
            }
            if (!(Math.abs(min) <= 1e12 && Math.abs(max) <= 1e12)) {
                throw new InvalidSetting("", "both ends must lie within ±1e12");
            }
        }
    }

    @Doc("A decimal number with many small and few large values.")
    record Lognormal(
            @Doc("The distribution.") LognormalShape lognormal,
            @Doc("Digits behind the point.") @Default("2") int decimals)
            implements FieldKind {
        public Lognormal {
            Decimals.check(decimals);
        }
    }

    /** The shape of a log-normal distribution. */
    record LognormalShape(
            @Doc("Half of the values lie below.") double median,

            @Doc("Spread of the logarithm; 0.5 is mild, 2 is wild.")
            double sigma) {
        public LognormalShape {
            if (!(median > 0 && median <= 1e9)) {
                throw new InvalidSetting("median", "must lie above 0 and up to 1e9, was " + median);
            }
            if (!(sigma > 0 && sigma <= 2)) {
                throw new InvalidSetting("sigma", "must lie above 0 and up to 2, was " + sigma);
            }
        }
    }

    @Doc("True or false.")
    record Flag(@Doc("The share of true, such as 30%.") Share flag) implements FieldKind {}

    @Doc("A time.")
    record Timestamp(
            @Doc("Which time: when the event was due.") TimestampOf timestamp) implements FieldKind {}

    /** Which time a field holds. */
    enum TimestampOf {
        DUE
    }

    @Doc("The value of a field of an event of another source, so that streams fit together.")
    record Ref(
            @Doc("The other source and its field: customers.id.")
            String ref,

            @Doc("Among which events of the other source to choose: those due by then, or all it will ever have"
                    + " (its cardinality or count).")
            @Default("due")
            RefAmong among)
            implements FieldKind {
        public Ref {
            if (!ref.matches("[^.]+\\..+")) {
                throw new InvalidSetting(
                        "ref", "must name a source and its field, such as customers.id; was '" + ref + "'");
            }
        }

        /** The source referred to. */
        public String source() {
            return ref.substring(0, ref.indexOf('.'));
        }

        /** The field referred to. */
        public String field() {
            return ref.substring(ref.indexOf('.') + 1);
        }
    }

    /** Which events a reference may point to. */
    enum RefAmong {
        DUE,
        ALL
    }
}
