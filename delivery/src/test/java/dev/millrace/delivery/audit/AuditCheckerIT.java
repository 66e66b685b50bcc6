package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The comparison that the other tests trust finds a bug that was planted on purpose. */
class AuditCheckerIT {
    private static final long SEED = 4_711;
    private static final int EVENTS = 1_000;

    private final Stage stage = new Stage(2);
    private final String victim = "run-1.orders." + new Random(SEED).nextInt(EVENTS);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shouldFindOneRecordThatWasSkipped() throws Exception {
        assertThat(differences(Mischief.SKIP))
                .as("seed %d", SEED)
                .singleElement()
                .asString()
                .startsWith("missing: ");
    }

    @Test
    void shouldFindOneRecordThatWasCopiedAsAnother() throws Exception {
        assertThat(differences(Mischief.SHIFT))
                .as("seed %d", SEED)
                .hasSize(2)
                .allSatisfy(difference -> assertThat(difference).matches("(missing|not committed): .*"));
    }

    @Test
    void shouldFindOneByteThatWasChanged() throws Exception {
        assertThat(differences(Mischief.CHANGE))
                .as("seed %d", SEED)
                .singleElement()
                .asString()
                .startsWith("not as it was: ");
    }

    private enum Mischief {
        SKIP,
        SHIFT,
        CHANGE
    }

    private java.util.List<String> differences(Mischief mischief) throws Exception {
        stage.send(0, EVENTS);
        var trail = stage.start((session, recorded, rows, reader) -> new OpenBatch(session, recorded, rows, reader) {
            @Override
            void add(ConsumerRecord<byte[], byte[]> record, Position from) {
                if (!TestEvents.idOf(record.value()).equals(victim)) {
                    super.add(record, from);
                } else {
                    switch (mischief) {
                        case SKIP -> {}
                        case SHIFT -> super.add(copy(record, record.offset() + 1_000_000, record.value()), from);
                        case CHANGE -> {
                            var changed = record.value().clone();
                            changed[changed.length - 5] ^= 1;
                            super.add(copy(record, record.offset(), changed), from);
                        }
                    }
                }
            }
        });
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
        return stage.compare().differences();
    }

    private static ConsumerRecord<byte[], byte[]> copy(
            ConsumerRecord<byte[], byte[]> record, long offset, byte[] value) {
        return new ConsumerRecord<>(record.topic(), record.partition(), offset, record.key(), value);
    }
}
