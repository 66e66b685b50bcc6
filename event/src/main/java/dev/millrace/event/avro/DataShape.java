package dev.millrace.event.avro;

import java.util.HashSet;
import java.util.List;

/**
 * What the data of a source's events looks like, apart from any encoding: what an Avro schema is made from.
 * Immutable.
 */
public sealed interface DataShape {

    /** Text. In JSON a string, in Avro {@code string}. */
    record Text() implements DataShape {}

    /** A whole number of 64 bits. In JSON a number, in Avro {@code long}. */
    record Whole() implements DataShape {}

    /** A floating-point number. In JSON a number, in Avro {@code double}. */
    record Real() implements DataShape {}

    /** True or false. */
    record Flag() implements DataShape {}

    /** A moment, to the microsecond. In JSON an RFC 3339 string, in Avro {@code timestamp-micros}. */
    record Moment() implements DataShape {}

    /**
     * An exact decimal number. In JSON a number with exactly {@code scale} decimals, in Avro {@code decimal} on
     * {@code bytes}.
     *
     * @param precision how many digits there may be in all, at least 1
     * @param scale     how many of them stand behind the point, from 0 to {@code precision}
     */
    record Decimal(int precision, int scale) implements DataShape {
        public Decimal {
            if (precision < 1 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("a decimal of precision " + precision + " and scale " + scale
                        + ": precision must be at least 1, scale from 0 to precision");
            }
        }
    }

    /** A list of things of one shape. */
    record Items(DataShape item) implements DataShape {}

    /** An object: fields in their order, each name once. */
    record Fields(List<Field> fields) implements DataShape {
        public Fields {
            fields = List.copyOf(fields);
            var names = new HashSet<String>();
            for (var field : fields) {
                if (!names.add(field.name())) {
                    throw new IllegalArgumentException("field '" + field.name() + "' is there twice");
                }
            }
        }

        public Fields(Field... fields) {
            this(List.of(fields));
        }
    }

    /** A field of an object; the name is the one JSON has, and may be any text. */
    record Field(String name, DataShape shape) {}

    /** Any JSON value, for data of which nothing is known beforehand. In Avro a {@code string} that holds the JSON text. */
    record Json() implements DataShape {}

    /** A field that may be missing; only as a {@link Field}'s shape. In Avro as {@link Nullable}; null is left out in JSON. */
    record Optional(DataShape present) implements DataShape {
        public Optional {
            if (present instanceof Nullable || present instanceof Optional) {
                throw new IllegalArgumentException("what may be null or missing already cannot be made so again");
            }
        }
    }

    /** Something that may be null. In Avro a union of {@code null} (first) and the other. */
    record Nullable(DataShape present) implements DataShape {
        public Nullable {
            if (present instanceof Nullable) {
                throw new IllegalArgumentException("what may be null already cannot be made so again");
            }
        }
    }
}
