package dev.millrace.generator.line;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The time in a member of a JSON line: an ISO-8601 text (a zone that is not there is the one given), or a whole
 * number of milliseconds since 1970; of seconds from 10⁸ to 10¹¹, which in milliseconds would be before March 1973.
 * Smaller numbers are taken for something else, such as how long a request took.
 */
final class JsonTime {
    private static final long LEAST_SECONDS = 100_000_000L;
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private final IsoTime iso;

    JsonTime(ZoneId zone) {
        this.iso = new IsoTime(zone);
    }

    static boolean isMember(String name) {
        return name.equals("time") || name.equals("timestamp") || name.equals("@timestamp");
    }

    /** The time in the current value; null where there is none. */
    @Nullable
    Instant read(JsonToken token, JsonParser parser) {
        return switch (token) {
            case VALUE_STRING -> {
                var text = parser.getString().getBytes(StandardCharsets.UTF_8);
                yield iso.read(text, 0, text.length) == text.length ? iso.time() : null;
            }
            case VALUE_NUMBER_INT -> ofEpoch(parser);
            default -> null;
        };
    }

    private static @Nullable Instant ofEpoch(JsonParser parser) {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return null;
        }
        long number = parser.getLongValue();
        if (number < LEAST_SECONDS) {
            return null;
        }
        return LineTimes.plausible(
                number < LEAST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
    }
}
