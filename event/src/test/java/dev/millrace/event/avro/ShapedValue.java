package dev.millrace.event.avro;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.TimestampWriter;
import java.util.List;

/** A value of a {@link DataShape}, that is written as a generator would: to Avro, and to JSON. */
public sealed interface ShapedValue {
    void avro(AvroBuffer out);

    void json(JsonBuffer out);

    record Text(String text) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.text(text);
        }

        @Override
        public void json(JsonBuffer out) {
            out.string(text);
        }
    }

    record Whole(long number) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.number(number);
        }

        @Override
        public void json(JsonBuffer out) {
            out.number(number);
        }
    }

    record Real(double number) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.real(number);
        }

        @Override
        public void json(JsonBuffer out) {
            out.ascii(Double.toString(number));
        }
    }

    record Flag(boolean flag) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.flag(flag);
        }

        @Override
        public void json(JsonBuffer out) {
            out.ascii(Boolean.toString(flag));
        }
    }

    record Moment(long micros) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.number(micros);
        }

        @Override
        public void json(JsonBuffer out) {
            out.ascii('"');
            new TimestampWriter().write(micros, out);
            out.ascii('"');
        }
    }

    record Decimal(long unscaled, int scale) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.decimal(unscaled);
        }

        @Override
        public void json(JsonBuffer out) {
            out.decimal(unscaled, scale);
        }
    }

    record Items(List<ShapedValue> items) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            if (!items.isEmpty()) {
                out.number(items.size());
                items.forEach(item -> item.avro(out));
            }
            out.end();
        }

        @Override
        public void json(JsonBuffer out) {
            out.ascii('[');
            for (int i = 0; i < items.size(); i++) {
                items.get(i).json(out.ascii(i == 0 ? "" : ","));
            }
            out.ascii(']');
        }
    }

    record Fields(List<String> names, List<ShapedValue> values) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            values.forEach(value -> value.avro(out));
        }

        @Override
        public void json(JsonBuffer out) {
            out.ascii('{');
            var comma = "";
            for (int i = 0; i < values.size(); i++) {
                if (!(values.get(i) instanceof Missing)) {
                    values.get(i).json(out.ascii(comma).string(names.get(i)).ascii(':'));
                    comma = ",";
                }
            }
            out.ascii('}');
        }
    }

    record Present(ShapedValue value) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            value.avro(out.number(1));
        }

        @Override
        public void json(JsonBuffer out) {
            value.json(out);
        }
    }

    record Absent() implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.number(0);
        }

        @Override
        public void json(JsonBuffer out) {
            out.ascii("null");
        }
    }

    record Json(String json) implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.text(json);
        }

        @Override
        public void json(JsonBuffer out) {
            out.raw(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** A field that is not there. */
    record Missing() implements ShapedValue {
        @Override
        public void avro(AvroBuffer out) {
            out.number(0);
        }

        @Override
        public void json(JsonBuffer out) {
            throw new IllegalStateException("what is missing is not written");
        }
    }
}
