package dev.millrace.generator.field;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.Share;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a field of a generated event holds. In the file, the first word of a field's mapping names its kind. The kinds
 * that need no family are here; the families are interfaces of their own.
 */
public sealed interface FieldKind
        permits FieldKind.Sequence,
                FieldKind.Uuid,
                FieldKind.Constant,
                FieldKind.Choice,
                FieldKind.Flag,
                FieldKind.Timestamp,
                FieldKind.Ref,
                NumberKind,
                TextKind,
                PlaceKind,
                KeyedKind,
                CompositeKind {

    @Doc("A running number in a text.")
    record Sequence(
            @Doc("Text with one %d or %08d where the number goes.")
            String sequence,

            @Doc("Start over after this many different values; without it the numbers run on.") @Nullable
            Long cardinality,

            @Doc("Draw the number instead of counting: some come up more often than others.") @Nullable
            Skew skew)
            implements FieldKind {
        public Sequence {
            SequenceFormat.parse(sequence);
            if (cardinality != null && cardinality < 1) {
                throw new InvalidSetting("cardinality", "must be at least 1, was " + cardinality);
            }
            if (skew != null && cardinality == null) {
                throw new InvalidSetting("skew", "needs 'cardinality': how many different values to draw from");
            }
        }

        public Sequence(String sequence, @Nullable Long cardinality) {
            this(sequence, cardinality, null);
        }

        /** After how many events the values begin anew, one after the other; 0 where they do not. */
        public long cycle() {
            return skew != null || cardinality == null ? 0 : cardinality;
        }
    }

    @Doc("A UUID.")
    record Uuid(
            @Doc("The version: v4 is random, v7 begins with the time the event was due.")
            UuidVersion uuid) implements FieldKind {}

    /** Which UUIDs are made. */
    enum UuidVersion {
        V4,
        V7
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
            choice = Weights.checked("choice", choice);
        }
    }

    @Doc("True or false.")
    record Flag(@Doc("The share of true, such as 30%.") Share flag) implements FieldKind {}

    @Doc("A time.")
    record Timestamp(
            @Doc("Which time: when the event was due. The time now is not to be had: it would make events differ from"
                    + " one making to the next.")
            TimestampOf timestamp,

            @Doc("Added to it: -3d, or {from: -30d, to: 0s} for one that is drawn.") @Nullable
            TimeOffset offset,

            @Doc("How it is written.") @Default("iso") TimestampFormat format)
            implements FieldKind {
        public Timestamp(TimestampOf timestamp) {
            this(timestamp, null, TimestampFormat.ISO);
        }
    }

    /** Which time a field holds. */
    enum TimestampOf {
        DUE
    }

    /** How a time is written. */
    enum TimestampFormat {
        ISO,
        DATE,
        EPOCH_SECONDS,
        EPOCH_MILLIS,
        EPOCH_MICROS
    }

    @Doc("The value of a field of an event of another source, so that streams fit together.")
    record Ref(
            @Doc("The other source and its field: customers.id.")
            String ref,

            @Doc("Among which events of the other source to choose: those due by then, or all it will ever have"
                    + " (its cardinality or count).")
            @Default("due")
            RefAmong among,

            @Doc("Refer to some events more often than to others; without it to all alike.") @Nullable
            Skew skew,

            @Doc("References with the same group, in one event, are to the same event.") @Nullable
            String group)
            implements FieldKind {
        public Ref {
            if (!ref.matches("[^.]+\\..+")) {
                throw new InvalidSetting(
                        "ref", "must name a source and its field, such as customers.id; was '" + ref + "'");
            }
            if (group != null && group.isBlank()) {
                throw new InvalidSetting("group", "must not be blank");
            }
        }

        public Ref(String ref, RefAmong among) {
            this(ref, among, null, null);
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
