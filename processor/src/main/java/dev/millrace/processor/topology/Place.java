package dev.millrace.processor.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from: a record of an input topic. Travels in a header through repartition topics, so that a
 * dead letter can always tell.
 */
final class Place {
    /** The header it travels in. */
    static final String HEADER = "millrace.place";

    private static final int NO_KEY = -1;

    private final String topic;
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;

    Place(String topic, int partition, long offset, byte @Nullable [] key) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.key = key;
    }

    /** The input topic. */
    String topic() {
        return topic;
    }

    /** Its partition. */
    int partition() {
        return partition;
    }

    /** The record's offset. */
    long offset() {
        return offset;
    }

    /** The record's key, not copied. */
    byte @Nullable [] key() {
        return key;
    }

    /** The place a record carries with it; null if it carries none. */
    static @Nullable Place of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        if (header == null) {
            return null;
        }
        var buffer = ByteBuffer.wrap(header.value());
        int partition = buffer.getInt();
        long offset = buffer.getLong();
        var topic = new byte[buffer.getInt()];
        buffer.get(topic);
        int keyLength = buffer.getInt();
        byte[] key = null;
        if (keyLength != NO_KEY) {
            key = new byte[keyLength];
            buffer.get(key);
        }
        return new Place(new String(topic, StandardCharsets.UTF_8), partition, offset, key);
    }

    /** The header's value. */
    byte[] toBytes() {
        var name = topic.getBytes(StandardCharsets.UTF_8);
        int keyLength = key == null ? 0 : key.length;
        var buffer = ByteBuffer.allocate(3 * Integer.BYTES + Long.BYTES + name.length + keyLength);
        buffer.putInt(partition).putLong(offset).putInt(name.length).put(name);
        buffer.putInt(key == null ? NO_KEY : key.length);
        if (key != null) {
            buffer.put(key);
        }
        return buffer.array();
    }
}
