package dev.millrace.event.avro;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.JsonValue;
import dev.millrace.event.json.TimestampWriter;
import java.time.Instant;
import java.time.LocalDate;

/** Steps for values without parts. Not thread-safe, for the text of the last second is kept. */
final class ScalarSteps {
    static final JsonStep NULL = (in, out) -> out.ascii("null");
    static final JsonStep FLAG = (in, out) -> out.ascii(in.flag() ? "true" : "false");
    static final JsonStep TEXT = (in, out) -> JsonText.copy(in, in.length(), out);

    /** A text that is JSON stands as it is. */
    static final JsonStep JSON = (in, out) -> {
        int length = in.length();
        JsonValue.require(in.unsafeBytes(), in.position(), length);
        out.raw(in.unsafeBytes(), in.position(), length);
        in.skip(length);
    };

    /** JSON has no word for what is no number; the names stand as strings, as most programs write them. */
    static final JsonStep REAL = (in, out) -> {
        double value = in.real();
        if (Double.isFinite(value)) {
            out.ascii(Double.toString(value));
        } else {
            out.string(Double.toString(value));
        }
    };

    static final JsonStep SINGLE = (in, out) -> {
        float value = in.single();
        if (Float.isFinite(value)) {
            out.ascii(Float.toString(value));
        } else {
            out.string(Float.toString(value));
        }
    };

    private static final long FIRST = TimestampWriter.epochMicros(Instant.parse("0001-01-01T00:00:00Z"));
    private static final long LAST = TimestampWriter.epochMicros(Instant.parse("9999-12-31T23:59:59.999999Z"));

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private final TimestampWriter timestamps = new TimestampWriter();

    /** A step for {@code int} and {@code long}: moments and dates become text, other logical types stay numbers. */
    JsonStep number(String logical) {
        return switch (logical) {
            case "timestamp-micros" -> (in, out) -> micros(in.number(), out);
            case "timestamp-millis" ->
                (in, out) -> out.string(Instant.ofEpochMilli(in.number()).toString());
            case "timestamp-nanos" ->
                (in, out) -> out.string(Instant.ofEpochSecond(0, in.number()).toString());
            case "date" -> (in, out) -> date(in.number(), out);
            default -> (in, out) -> out.number(in.number());
        };
    }

    private void micros(long value, JsonBuffer out) {
        if (value < FIRST || value > LAST) {
            // No RFC 3339 time; the number at least says what was there.
            out.number(value);
            return;
        }
        out.ascii('"');
        timestamps.write(value, out);
        out.ascii('"');
    }

    private static void date(long epochDay, JsonBuffer out) {
        if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
            out.number(epochDay);
        } else {
            out.string(LocalDate.ofEpochDay(epochDay).toString());
        }
    }
}
