package dev.millrace.checks.bench;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.HeadlineScanner;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which events of one source were read: each must be there, and once. */
final class Indices {
    private final HeadlineScanner scanner = new HeadlineScanner();
    private final BitSet seen = new BitSet();
    private long repeated;

    void add(ConsumerRecord<byte[], byte[]> record) {
        try {
            scanner.read(record.value(), 0, record.value().length);
            add(Math.toIntExact(scanner.index()));
        } catch (UnreadableEvent e) {
            throw new BenchFailed("offset " + record.offset() + " holds no event: " + e.reason(), e);
        }
    }

    private void add(int index) {
        if (seen.get(index)) {
            repeated++;
        }
        seen.set(index);
    }

    /** That the first so many are there once, and no others. */
    void require(int count) {
        if (seen.cardinality() != count || seen.length() != count || repeated > 0) {
            throw new BenchFailed("of " + count + " events " + seen.cardinality() + " are there, up to index "
                    + (seen.length() - 1) + ", and " + repeated + " once more");
        }
    }
}
