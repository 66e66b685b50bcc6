package dev.millrace.processor.topology;

import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** How events leave for a topic, in the topic's encoding. Belongs to one task. */
sealed interface Outlet permits FrameOutlet, SingleOutlet {
    /**
     * Takes an event.
     *
     * @return the record it would have been, if the topic does not take one as large; null if it was taken
     */
    @Nullable
    Record<byte[], byte[]> offer(InFlight event);

    /** Writes what was taken and is not written yet: what comes of a record that was read is written before the next. */
    void flush();
}
