package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Lines that each hold one JSON object, which becomes the data byte for byte; white space around it does not.
 *
 * <p>The time is that of the first member {@code time}, {@code timestamp} or {@code @timestamp} that holds one
 * (see {@link JsonTime}). There is no key.
 */
final class JsonLineParser implements LineParser {
    // Left to itself the parser would take UTF-16 too, which cannot be data as it stands.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();
    private static final String WHITE_SPACE = " \t\r\n";

    private final JsonTime times;

    JsonLineParser(ZoneId zone) {
        this.times = new JsonTime(zone);
    }

    @Override
    public ParsedLine parse(byte[] line, int offset, int length, JsonBuffer data) throws MalformedLine {
        int end = offset + length;
        LineText.requireUtf8(line, offset, end);
        int from = skipByteOrderMark(line, offset, end);
        while (from < end && WHITE_SPACE.indexOf(line[from]) >= 0) {
            from++;
        }
        while (end > from && WHITE_SPACE.indexOf(line[end - 1]) >= 0) {
            end--;
        }
        if (from == end || line[from] != '{') {
            throw LineText.expected("a JSON object", line, offset, from, end);
        }
        var time = time(line, from, end, from - offset);
        data.raw(line, from, end - from);
        return new ParsedLine(time, null);
    }

    /** Reads the object from end to end, for what is wrong with it and for its time. */
    private @Nullable Instant time(byte[] line, int from, int end, int skipped) throws MalformedLine {
        Instant time = null;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), line, from, end - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean tellsTime = time == null && JsonTime.isMember(parser.currentName());
                var token = parser.nextToken();
                if (tellsTime) {
                    time = times.read(token, parser);
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new MalformedLine("expected the end of the line after the JSON object, found more at column "
                        + (skipped + parser.currentTokenLocation().getByteOffset() + 1));
            }
            return time;
        } catch (JacksonException e) {
            throw new MalformedLine("expected a JSON object; " + problem(e, skipped));
        }
    }

    private static String problem(JacksonException e, int skipped) {
        var message = e.getOriginalMessage();
        // The parser's own hint at where an object began only says that it does not keep the source.
        int hint = message.indexOf(" (start marker at");
        var location = e.getLocation();
        return (hint < 0 ? message : message.substring(0, hint))
                + (location == null ? "" : " at column " + (skipped + location.getByteOffset() + 1));
    }

    /** Some programs begin a file with one. */
    private static int skipByteOrderMark(byte[] line, int from, int end) {
        return end - from >= 3
                        && line[from] == (byte) 0xef
                        && line[from + 1] == (byte) 0xbb
                        && line[from + 2] == (byte) 0xbf
                ? from + 3
                : from;
    }
}
