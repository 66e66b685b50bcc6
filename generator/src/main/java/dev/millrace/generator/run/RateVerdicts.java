package dev.millrace.generator.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What was found of changes of rates that had to be there in time, as long as the log does not bear it: one that holds is
 * to stand there without its time, and one that does not is to be gone. So a log that was copied, whose records all came
 * later, reads the same. Not thread-safe.
 */
final class RateVerdicts {
    /** So many are written at once. */
    private static final int MOST = 500;

    /** By key, what is to stand there; empty where nothing is. */
    private final Map<String, Optional<RunRate>> open = new LinkedHashMap<>();

    /** A change was read. */
    void read(String key, RunRate rate, boolean holds) {
        if (!holds) {
            open.put(key, Optional.empty());
        } else if (rate.by() == null) {
            open.remove(key);
        } else {
            open.put(key, Optional.of(rate.inTime()));
        }
    }

    /** A record is gone from the log, or stands there as it is to. */
    void done(String key) {
        open.remove(key);
    }

    /** The records that bear what was found, by key; some at a time. */
    Map<String, ProducerRecord<byte[], byte[]>> records() {
        var records = new LinkedHashMap<String, ProducerRecord<byte[], byte[]>>();
        open.entrySet().stream()
                .limit(MOST)
                .forEach(verdict -> records.put(verdict.getKey(), record(verdict.getKey(), verdict.getValue())));
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(String key, Optional<RunRate> verdict) {
        return verdict.map(rate -> RunLog.record(key, rate)).orElseGet(() -> RunLog.gone(key));
    }
}
