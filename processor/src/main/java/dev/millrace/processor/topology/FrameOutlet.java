package dev.millrace.processor.topology;

import dev.millrace.event.Event;
import dev.millrace.event.frame.EventPacker;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.KeyPartition;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.processor.expression.KeyText;
import dev.millrace.settings.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in frames, with their data in JSON. A frame holds what came of one record that was read, for one
 * partition, one source, one type: so frames become frames, and nothing has to be kept from one record to the next,
 * where a crash could lose it.
 */
final class FrameOutlet implements Outlet {
    private final Outlets outlets;
    private final String topic;
    private final Encoding encoding;
    private final int partitions;
    private final int keyless;
    private final RecordCodec codec;
    private final Map<Integer, Filling> open = new LinkedHashMap<>();

    /**
     * @param partitions how many the topic has
     * @param keyless    where events without a key go
     */
    FrameOutlet(Outlets outlets, String topic, Encoding encoding, int partitions, int keyless, RecordCodec codec) {
        this.outlets = outlets;
        this.topic = topic;
        this.encoding = encoding;
        this.partitions = partitions;
        this.keyless = keyless;
        this.codec = codec;
    }

    @Override
    public @Nullable Record<byte[], byte[]> offer(InFlight inFlight) {
        var event = keyed(inFlight);
        long most = EventPacker.atMost(event);
        long largest = (long) outlets.maxBytes(topic) - 2L * SizeLimits.MARGIN;
        if (most > largest) {
            return codec.json(inFlight);
        }
        int partition = partition(event);
        var filling = open.get(partition);
        if (filling != null && (!filling.packer.fits(event) || filling.packer.most() + most > largest)) {
            open.remove(partition);
            write(filling);
            filling = null;
        }
        if (filling == null) {
            filling = new Filling(new EventPacker(event, null, new FrameHome(topic, partition)));
            open.put(partition, filling);
        }
        filling.add(event, inFlight.record().timestamp());
        if (filling.packer.count() >= encoding.frameEvents()
                || filling.packer.size() >= encoding.frameBytes().bytes()) {
            open.remove(partition);
            write(filling);
        }
        return null;
    }

    @Override
    public void flush() {
        open.values().forEach(this::write);
        open.clear();
    }

    private void write(Filling filling) {
        outlets.write(
                new Record<>(
                        null, filling.packer.finish(), filling.timestamp, RecordCodec.headers(RecordEncoding.FRAME)),
                topic);
    }

    private int partition(Event event) {
        var key = event.key();
        if (key == null) {
            return keyless % partitions;
        }
        var utf8 = key.getBytes(StandardCharsets.UTF_8);
        return KeyPartition.of(utf8, 0, utf8.length, partitions);
    }

    /** In a frame the event's own key is all there is; where only its record had one, that becomes the event's. */
    private static Event keyed(InFlight inFlight) {
        var event = inFlight.event();
        var key = inFlight.record().key();
        if (event.key() != null || key == null) {
            return event;
        }
        return new Event(
                event.id(),
                event.source(),
                event.type(),
                event.time(),
                KeyText.of(key),
                event.correlationId(),
                event.trace(),
                event.origin(),
                event.extensions(),
                event.data());
    }

    /** A frame that more events may come into. */
    private static final class Filling {
        private final EventPacker packer;
        private long timestamp;

        Filling(EventPacker packer) {
            this.packer = packer;
        }

        /** Kafka deletes by the greatest timestamp there is. */
        void add(Event event, long at) {
            packer.append(event);
            timestamp = Math.max(timestamp, at);
        }
    }
}
