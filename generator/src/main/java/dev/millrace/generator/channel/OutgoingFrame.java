package dev.millrace.generator.channel;

/**
 * A record that holds a frame of events which were {@linkplain SourceChannel#take() taken} before.
 *
 * @param topic      where it goes
 * @param partition  the partition that all of its events belong to
 * @param value      the frame
 * @param timestamp  the record's timestamp, milliseconds since 1970
 * @param firstIndex index of its first event
 * @param lastIndex  index of its last event; those in between may be in other frames
 * @param events     how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // as Kafka has it; never compared
public record OutgoingFrame(
        String topic, int partition, byte[] value, long timestamp, long firstIndex, long lastIndex, int events) {}
