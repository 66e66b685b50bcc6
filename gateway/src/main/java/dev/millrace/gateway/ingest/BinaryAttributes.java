package dev.millrace.gateway.ingest;

import dev.millrace.event.UnreadableEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of a CloudEvent in binary mode: headers that begin with {@code ce-}, their values
 * percent-encoded UTF-8.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">the
 *     HTTP binding</a>
 */
final class BinaryAttributes {
    private static final String PREFIX = "ce-";
    /** What the body is for: an attribute of that name would be a second one. */
    private static final Set<String> NOT_IN_HEADERS = Set.of("", "data", "data_base64");

    private BinaryAttributes() {}

    /** The attributes by name, in lower case and without the prefix. */
    static Map<String, String> of(HttpServletRequest request) throws UnreadableEvent {
        var attributes = new HashMap<String, String>();
        for (var header : Collections.list(request.getHeaderNames())) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                var attribute = name.substring(PREFIX.length());
                if (NOT_IN_HEADERS.contains(attribute)) {
                    throw new UnreadableEvent(
                            "header '" + name + "' names no attribute; what the event says goes into the body");
                }
                var values = Collections.list(request.getHeaders(header));
                if (values.size() != 1 || attributes.put(attribute, decode(name, values.getFirst())) != null) {
                    throw new UnreadableEvent("header '" + name + "' is there twice");
                }
            }
        }
        return attributes;
    }

    private static String decode(String name, String value) throws UnreadableEvent {
        var text = unquote(value);
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < text.length() && hex(text, i + 1) && hex(text, i + 2)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                throw new UnreadableEvent("header '" + name + "' has a '%' that two hexadecimal digits do not follow");
            }
        }
        try {
            // A new decoder reports what is not UTF-8, where a String would put in replacements.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableEvent("header '" + name + "' is not percent-encoded UTF-8", e);
        }
    }

    private static boolean hex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at));
    }

    // Senders by an older version of the binding put some values in quotes, with backslashes.
    private static String unquote(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        var text = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() - 1) {
                c = value.charAt(++i);
            }
            text.append(c);
        }
        return text.toString();
    }
}
