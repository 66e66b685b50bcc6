package dev.millrace.processor.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
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

    /** The record holds one event. */
    private static final int WHOLE = -1;

    private final String topic;
    private final int partition;
    private final long offset;
    private final byte @Nullable [] key;
    private final int within;

    Place(String topic, int partition, long offset, byte @Nullable [] key) {
        this(topic, partition, offset, key, WHOLE);
    }

    private Place(String topic, int partition, long offset, byte @Nullable [] key, int within) {
        this.within = within;
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

    /** One event of the frame that is there. */
    Place within(int event, byte @Nullable [] eventKey) {
        return new Place(topic, partition, offset, eventKey, event);
    }

    /** Which event of the frame there, from 0; empty where the record holds no frame. */
    OptionalInt within() {
        return within == WHOLE ? OptionalInt.empty() : OptionalInt.of(within);
    }

    /** The record's key, or the event's in a frame, not copied. */
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
        // Versions that knew no frames wrote no more.
        int within = buffer.hasRemaining() ? buffer.getInt() : WHOLE;
        return new Place(new String(topic, StandardCharsets.UTF_8), partition, offset, key, within);
    }

    /** The header's value. */
    byte[] toBytes() {
        var name = topic.getBytes(StandardCharsets.UTF_8);
        int keyLength = key == null ? 0 : key.length;
        var buffer = ByteBuffer.allocate(4 * Integer.BYTES + Long.BYTES + name.length + keyLength);
        buffer.putInt(partition).putLong(offset).putInt(name.length).put(name);
        buffer.putInt(key == null ? NO_KEY : key.length);
        if (key != null) {
            buffer.put(key);
        }
        return buffer.putInt(within).array();
    }
}
