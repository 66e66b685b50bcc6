package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;
import java.util.Map;

/** Compiles the kinds made of other fields. */
final class CompositeWriters {
    private CompositeWriters() {}

    static FieldWriter of(CompositeKind kind, Spot spot) {
        return switch (kind) {
            case CompositeKind.Nested nested -> nested(nested, spot);
            case CompositeKind.Array(var item, var length) -> array(item, length, spot);
            case CompositeKind.Sometimes(var of, var nulls) ->
                new NullableWriter(spot.scope().source().compile(of, spot), nulls.fraction(), spot.seed("nulls"));
            case CompositeKind.Steady(var value, var by) -> steady(value, by, spot);
            case CompositeKind.Expression expression -> new ExpressionWriter(expression, spot);
            case CompositeKind.Mix(var parts) -> MixWriter.of(parts, spot);
            case CompositeKind.Fixed(var json) -> new FixedJson(json);
        };
    }

    private static FieldWriter nested(CompositeKind.Nested kind, Spot spot) {
        var scope = spot.scope().object(spot, kind);
        return new ObjectWriter(kind.object().keySet(), scope::writer);
    }

    private static FieldWriter array(FieldKind item, CompositeKind.Length length, Spot spot) {
        long most = Math.max(1, length.greatest());
        var source = spot.scope().source();
        var inner = new Scope(source, Map.of(), spot.scope(), most, spot.place(), spot.name());
        var items = source.compile(item, new Spot(inner, spot.place() + ".array", spot.name() + "[]"));
        return new ArrayWriter(items, length.min(), length.greatest(), spot.seed("length"));
    }

    private static FieldWriter steady(FieldKind kind, String by, Spot spot) {
        boolean alone = switch (kind) {
            case FieldKind.Constant ignored -> true;
            case FieldKind.Choice ignored -> true;
            case FieldKind.Flag ignored -> true;
            case FieldKind.Uuid(var version) -> version == FieldKind.UuidVersion.V4;
            case FieldKind.Sequence sequence -> sequence.cardinality() != null;
            case NumberKind ignored -> true;
            case TextKind.Pattern ignored -> true;
            case TextKind.Faker ignored -> true;
            case PlaceKind.Ip ignored -> true;
            case PlaceKind.Geo(var circle, var walk) -> walk == null;
            case FieldKind.Timestamp ignored -> false;
            case FieldKind.Ref ignored -> false;
            case TextKind.Template ignored -> false;
            case KeyedKind ignored -> false;
            case CompositeKind ignored -> false;
        };
        if (!alone) {
            throw spot.refused(
                    "steady", "must be drawn by itself; what goes by other fields, other events or the time cannot be");
        }
        var key = new KeyHash(spot.field("by", by));
        return new SteadyWriter(spot.scope().source().compile(kind, spot), key);
    }

    /** Null in a share of the events. */
    private record NullableWriter(FieldWriter writer, double nulls, long seed) implements FieldWriter {
        @Override
        public void json(long index, long dueMicros, JsonBuffer out) {
            if (isNull(index)) {
                out.ascii("null");
            } else {
                writer.json(index, dueMicros, out);
            }
        }

        @Override
        public void text(long index, long dueMicros, JsonBuffer out) {
            if (!isNull(index)) {
                writer.text(index, dueMicros, out);
            }
        }

        @Override
        public DataShape shape() {
            var shape = writer.shape();
            return shape instanceof DataShape.Nullable ? shape : new DataShape.Nullable(shape);
        }

        @Override
        public void avro(long index, long dueMicros, AvroTarget out) {
            if (isNull(index)) {
                out.buffer().number(0);
            } else {
                if (!(writer.shape() instanceof DataShape.Nullable)) {
                    out.buffer().number(1);
                }
                writer.avro(index, dueMicros, out);
            }
        }

        @Override
        public boolean timed() {
            return writer.timed();
        }

        private boolean isNull(long index) {
            return Draw.unit(seed, index) < nulls;
        }
    }

    /** Takes the other field's value for the event's number. */
    private record SteadyWriter(FieldWriter writer, KeyHash key) implements FieldWriter {
        @Override
        public void json(long index, long dueMicros, JsonBuffer out) {
            writer.json(number(index, dueMicros), dueMicros, out);
        }

        @Override
        public void text(long index, long dueMicros, JsonBuffer out) {
            writer.text(number(index, dueMicros), dueMicros, out);
        }

        @Override
        public DataShape shape() {
            return writer.shape();
        }

        @Override
        public void avro(long index, long dueMicros, AvroTarget out) {
            writer.avro(number(index, dueMicros), dueMicros, out);
        }

        @Override
        public boolean timed() {
            return key.timed();
        }

        private long number(long index, long dueMicros) {
            // Two bits are kept free: some writers draw more than once for an event.
            return key.of(index, dueMicros) >>> 2;
        }
    }
}
