package dev.millrace.generator.channel;

import dev.millrace.event.record.DueShifts;
import dev.millrace.generator.flow.Dues;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record that holds a frame of events which were {@linkplain SourceChannel#take() taken} before.
 *
 * @param topic      where it goes
 * @param partition  the partition that all of its events belong to
 * @param value      the frame
 * @param timestamp  the record's timestamp, milliseconds since 1970
 * @param firstIndex least index of its events
 * @param lastIndex  greatest index of its events; those in between may be in other frames
 * @param events     how many there are
 * @param dues       when they were due; read while the frame is handed over
 * @param shifts     the value of the {@linkplain dev.millrace.event.record.DueShifts header} that says how much later than
 *                   their own time they were due; null where none was
 */
@SuppressWarnings("ArrayRecordComponent") // as Kafka has it; never compared
public record OutgoingFrame(
        String topic,
        int partition,
        byte[] value,
        long timestamp,
        long firstIndex,
        long lastIndex,
        int events,
        Dues dues,
        byte @Nullable [] shifts) {

    /** A frame of events that were due at their own time. */
    public OutgoingFrame(
            String topic,
            int partition,
            byte[] value,
            long timestamp,
            long firstIndex,
            long lastIndex,
            int events,
            Dues dues) {
        this(topic, partition, value, timestamp, firstIndex, lastIndex, events, dues, null);
    }

    List<Header> headers(List<Header> usual) {
        if (shifts == null) {
            return usual;
        }
        var all = new ArrayList<>(usual);
        all.add(new RecordHeader(DueShifts.HEADER, shifts));
        return all;
    }
}
