package dev.millrace.checks.bench;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.frame.FrameCursor;
import dev.millrace.event.frame.FrameHome;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that hold a frame. The other side sends each event's key and body, and of what the frame takes beyond an equal
 * share: as many bytes as an event takes in its frame.
 */
final class FrameReader implements EventReader {
    private final FrameCursor cursor = new FrameCursor();

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, Indices indices, Payloads payloads) throws UnreadableEvent {
        var home = new FrameHome(record.topic(), record.partition());
        cursor.open(record.value(), home);
        while (cursor.next()) {
            indices.add(cursor.index(), cursor.unsafeBytes(), cursor.keyOffset(), cursor.keyLength());
        }
        if (!payloads.isFull()) {
            share(record.value(), home, payloads);
        }
    }

    private void share(byte[] frame, FrameHome home, Payloads payloads) throws UnreadableEvent {
        cursor.open(frame, home);
        int beyond = frame.length;
        while (cursor.next()) {
            beyond -= cursor.keyLength() + cursor.bodyLength();
        }
        int events = cursor.count();
        cursor.open(frame, home);
        for (int from = 0; cursor.next(); ) {
            int until = (int) ((long) beyond * (cursor.place() + 1) / events);
            payloads.append(frame, cursor.keyOffset(), cursor.keyLength());
            payloads.append(frame, cursor.bodyOffset(), cursor.bodyLength());
            payloads.append(frame, from, until - from);
            payloads.end();
            from = until;
        }
    }
}
