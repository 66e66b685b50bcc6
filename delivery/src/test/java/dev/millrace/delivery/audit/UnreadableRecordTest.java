package dev.millrace.delivery.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class UnreadableRecordTest {
    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("orders", 0, 7, null, null);

    @Test
    void shouldKeepHeadersInOrderWithTheirBytes() {
        record.headers().add("a\"\0", "x".getBytes(UTF_8)).add("b", null).add("a", new byte[] {(byte) 0xff});

        assertThat(new UnreadableRecord(record, 0, "no").headers())
                .isEqualTo("[[\"a\\\"\\u0000\",\"eA==\"],[\"b\",null],[\"a\",\"/w==\"]]");
    }

    @Test
    void shouldMakeAReasonStorableThatQuotesHostileText() {
        var reason = new UnreadableRecord(record, 0, "specversion was '\0\uD83D" + "x".repeat(1_000_000)).reason();

        assertThat(reason).startsWith("specversion was '\uFFFD?xx").hasSizeLessThan(2_100);
    }
}
