package dev.millrace.delivery.audit;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/**
 * When a batch is closed and written: at the first of these.
 *
 * @param rows   most records in one database transaction
 * @param bytes  most bytes in one, as sent to PostgreSQL; one record may go over it. Up to three batches are in memory
 * @param linger longest time a record waits for others while the database is free
 */
public record BatchLimits(int rows, DataSize bytes, Duration linger) {
    private static final DataSize MOST_BYTES = new DataSize(256L << 20);

    /** 50 000 rows, 16 MiB, 200 ms. */
    public static final BatchLimits DEFAULT = new BatchLimits(50_000, new DataSize(16L << 20), Duration.ofMillis(200));

    public BatchLimits {
        if (rows < 1) {
            throw new InvalidSetting("rows", "must be at least 1, was " + rows);
        }
        if (bytes.bytes() < 1 || bytes.bytes() > MOST_BYTES.bytes()) {
            throw new InvalidSetting("bytes", "must be from 1B to " + MOST_BYTES + ", was " + bytes);
        }
        if (linger.isNegative() || linger.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidSetting("linger", "must be from 0s to 1m, was " + Durations.format(linger));
        }
    }
}
