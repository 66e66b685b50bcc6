package dev.millrace.generator.channel;

import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * How full the buffer of a producer is, from 0 to 1, as Kafka's client measures it: what it has given to batches, filled or
 * not. When it is full, sending blocks. Thread-safe.
 */
final class BufferFilling implements DoubleSupplier {
    private final @Nullable Metric available;
    private final @Nullable Metric total;

    BufferFilling(Producer<byte[], byte[]> producer) {
        this.available = find(producer, "buffer-available-bytes");
        this.total = find(producer, "buffer-total-bytes");
    }

    private static @Nullable Metric find(Producer<byte[], byte[]> producer, String name) {
        for (var metric : producer.metrics().entrySet()) {
            if (metric.getKey().name().equals(name)) {
                return metric.getValue();
            }
        }
        return null;
    }

    @Override
    public double getAsDouble() {
        double all = value(total);
        return all > 0 ? 1 - value(available) / all : 0;
    }

    /** What a client does not measure is 0. */
    private static double value(@Nullable Metric metric) {
        return metric != null && metric.metricValue() instanceof Double number ? number : 0;
    }
}
