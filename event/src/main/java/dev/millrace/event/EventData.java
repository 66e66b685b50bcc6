package dev.millrace.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an event says: one JSON value, as UTF-8 text.
 *
 * <p>The bytes are kept as they came, so that carrying an event does not change or re-encode it. Immutable;
 * equal when the bytes are.
 */
public final class EventData {
    /** JSON {@code null}: an event that says nothing beyond that it happened. */
    public static final EventData NULL = ofJson("null");

    private final byte[] json;

    private EventData(byte[] json) {
        this.json = json;
    }

    /** Takes a copy of {@code length} bytes of JSON text from {@code offset}; the caller vouches that they are one JSON value. */
    public static EventData copyOf(byte[] source, int offset, int length) {
        return new EventData(Arrays.copyOfRange(source, offset, offset + length));
    }

    /** The given JSON text, which must be one JSON value. */
    public static EventData ofJson(String json) {
        return new EventData(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Size in bytes. */
    public int size() {
        return json.length;
    }

    /** A copy of the UTF-8 bytes. */
    public byte[] bytes() {
        return json.clone();
    }

    /** The bytes without a copy, for codecs that only read: they must not be changed. */
    public byte[] unsafeBytes() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventData that && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
