package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.settings.InvalidSetting;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the same JSON value every time. */
final class FixedJson implements FieldWriter {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private final byte[] json;
    private final byte[] text;

    /** @param json one value, as {@link #compact} gives it */
    FixedJson(String json) {
        var value = JSON.readTree(json);
        this.json = json.getBytes(StandardCharsets.UTF_8);
        this.text = plain(value, json).getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON text without the blanks; throws {@link InvalidSetting} for the setting {@code json} if it is none. */
    static String compact(String text) {
        try {
            var value = JSON.readTree(text);
            if (value.isMissingNode()) {
                throw new InvalidSetting("json", "must not be blank; write null for null");
            }
            return value.toString();
        } catch (JacksonException e) {
            throw new InvalidSetting("json", "'" + text + "' is no JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        out.raw(json);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        out.raw(text);
    }

    private static String plain(JsonNode value, String json) {
        return value.isNull() ? "" : value.isString() ? value.stringValue() : json;
    }
}
