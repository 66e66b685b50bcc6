package dev.millrace.processor.topology;

import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Writes each event as a record of its own. */
final class SingleOutlet implements Outlet {
    private final Outlets outlets;
    private final String topic;
    private final Function<InFlight, Record<byte[], byte[]>> encoder;

    SingleOutlet(Outlets outlets, String topic, Function<InFlight, Record<byte[], byte[]>> encoder) {
        this.outlets = outlets;
        this.topic = topic;
        this.encoder = encoder;
    }

    @Override
    public @Nullable Record<byte[], byte[]> offer(InFlight event) {
        var record = encoder.apply(event);
        if (!outlets.fits(record, topic)) {
            return record;
        }
        outlets.write(record, topic);
        return null;
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }
}
