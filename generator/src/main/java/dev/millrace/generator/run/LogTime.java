package dev.millrace.generator.run;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** When Kafka took a record, by the clock of the broker: the one clock that all who read it agree on. */
final class LogTime {
    private LogTime() {}

    /** Empty where the topic keeps the time its writer gave, which says nothing of that. */
    static Optional<Instant> of(ConsumerRecord<?, ?> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Optional.of(Instant.ofEpochMilli(record.timestamp()))
                : Optional.empty();
    }
}
