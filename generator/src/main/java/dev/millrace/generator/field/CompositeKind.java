package dev.millrace.generator.field;

import dev.millrace.settings.Beside;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.Share;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields made of other fields. */
public sealed interface CompositeKind extends FieldKind {

    @Doc("An object with fields of its own.")
    record Nested(@Doc("Its fields.") Map<String, FieldKind> object) implements CompositeKind {
        public Nested {
            if (object.isEmpty()) {
                throw new InvalidSetting("object", "needs at least one field");
            }
            object = Collections.unmodifiableMap(new LinkedHashMap<>(object));
        }
    }

    @Doc("A list of values of one kind, each drawn by itself.")
    record Array(
            @Doc("The kind of the values.") FieldKind array,

            @Doc("How many: 3, or {min: 0, max: 5}.") @Default("{min: 0, max: 5}")
            Length length)
            implements CompositeKind {}

    /** How long a list is: always the same, or drawn evenly between two. */
    @Scalar
    record Length(
            @Doc("The length; the least one where 'max' is given.")
            int min,

            @Doc("The greatest length.") @Nullable Integer max) {
        private static final int LONGEST = 1_000;

        public Length {
            if (min < 0 || min > LONGEST) {
                throw new InvalidSetting("min", "must be from 0 to " + LONGEST + ", was " + min);
            }
            if (max != null && (max < min || max > LONGEST)) {
                throw new InvalidSetting("max", "must be from min (" + min + ") to " + LONGEST + ", was " + max);
            }
        }

        int greatest() {
            return max == null ? min : max;
        }
    }

    @Doc("A field that is null in a share of the events. 'nulls' may stand beside the settings of any kind.")
    @Beside
    record Sometimes(
            @Doc("The field.") FieldKind of,
            @Doc("The share of nulls, such as 10%.") Share nulls) implements CompositeKind {}

    @Doc("The same value whenever another field has the same value: a customer's city, a sensor's model.")
    record Steady(
            @Doc("The kind of the value.") FieldKind steady,
            @Doc("The other field.") String by) implements CompositeKind {}

    @Doc("What an expression over the other fields of the event comes to.")
    record Expression(
            @Doc("In CEL, with the fields by their names: 'amount * 0.19'. 'index' is the event's number.")
            String expression,

            @Doc("Round a number to so many digits behind the point.") @Nullable
            Integer decimals)
            implements CompositeKind {
        public Expression {
            if (decimals != null) {
                Decimals.check(decimals);
            }
            if (expression.isBlank()) {
                throw new InvalidSetting("expression", "must not be blank");
            }
        }
    }

    @Doc("One of several kinds, by weight: numbers that are listed, values of different types.")
    record Mix(
            @Doc("The kinds, each as {of: kind, weight: 1}.")
            List<Part> mix) implements CompositeKind {
        public Mix {
            if (mix.isEmpty()) {
                throw new InvalidSetting("mix", "needs at least one kind");
            }
            mix = List.copyOf(mix);
        }
    }

    /** One of the kinds of a mix. */
    record Part(
            @Doc("The kind.") FieldKind of,

            @Doc("How often it comes up, against the others' weights.") @Default("1")
            double weight) {
        public Part {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new InvalidSetting("weight", "must be positive, was " + weight);
            }
        }
    }

    @Doc("A JSON value as it is, lists, objects and null included.")
    record Fixed(
            @Doc("The value, such as '[1, {\"a\": null}]'.") String json) implements CompositeKind {
        public Fixed {
            json = FixedJson.compact(json);
        }
    }
}
