package dev.millrace.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class RecordSizeTest {
    @Test
    void shouldCountNamesOfHeadersAsTheyAreSent() {
        var name = "数".repeat(1_000);

        var bytes = RecordSize.of(withHeader(name)) - RecordSize.of(withHeader(""));

        assertThat(bytes).isEqualTo(name.getBytes(UTF_8).length);
    }

    private static Record<byte[], byte[]> withHeader(String name) {
        return new Record<>(new byte[3], new byte[5], 0, new RecordHeaders().add(name, new byte[7]));
    }
}
