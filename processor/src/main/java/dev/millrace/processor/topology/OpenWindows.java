package dev.millrace.processor.topology;

import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.processor.window.WindowHeader;
import dev.millrace.processor.window.WindowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The windows that are not final yet, in a state store, older ones first. Belongs to one task. */
final class OpenWindows {
    private static final Bytes HEADER = Bytes.wrap(WindowKey.header());

    /** Entries taken from the store at a time. */
    private static final int BATCH = 1_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final int layout;
    private long finalUpTo = Long.MIN_VALUE;

    /**
     * Goes on where the store stands.
     *
     * @throws StateMismatch if what it holds was written under another definition
     */
    OpenWindows(KeyValueStore<Bytes, byte[]> store, Gather operation, String applicationId) {
        this.store = store;
        this.layout = WindowHeader.checksum(operation.layout());
        byte[] known = store.get(HEADER);
        if (known != null) {
            var header = WindowHeader.of(known);
            if (header.layout() != layout) {
                throw new StateMismatch(operation, applicationId);
            }
            finalUpTo = header.finalUpTo();
        }
    }

    /** Windows that end at or before this are final. */
    long finalUpTo() {
        return finalUpTo;
    }

    byte @Nullable [] get(Bytes key) {
        return store.get(key);
    }

    void put(Bytes key, byte[] state) {
        store.put(key, state);
    }

    /** Takes out all entries of windows that end at or before {@code upTo}, and hands over each. */
    void close(long upTo, BiConsumer<byte[], byte[]> taker) {
        var from = Bytes.wrap(WindowKey.firstOf(finalUpTo));
        finalUpTo = upTo;
        store.put(HEADER, new WindowHeader(layout, upTo).toBytes());
        List<KeyValue<Bytes, byte[]>> batch;
        do {
            batch = read(from, upTo);
            for (var entry : batch) {
                store.delete(entry.key);
                taker.accept(entry.key.get(), entry.value);
                from = entry.key;
            }
        } while (batch.size() == BATCH);
    }

    /**
     * A batch at a time, and nothing written while reading: a write may push an entry out of the cache, which an
     * iterator over cache and store then finds in neither.
     */
    private List<KeyValue<Bytes, byte[]>> read(Bytes from, long upTo) {
        var batch = new ArrayList<KeyValue<Bytes, byte[]>>();
        try (var entries = store.range(from, Bytes.wrap(WindowKey.firstOf(upTo)))) {
            while (batch.size() < BATCH && entries.hasNext()) {
                var entry = entries.next();
                // The range includes its end, which may be an entry of an open window.
                if (WindowKey.start(entry.key.get()) < upTo) {
                    batch.add(entry);
                }
            }
        }
        return batch;
    }
}
