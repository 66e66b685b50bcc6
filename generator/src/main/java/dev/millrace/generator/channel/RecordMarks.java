package dev.millrace.generator.channel;

import dev.millrace.event.record.RecordEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers that say what a record holds. */
final class RecordMarks {
    static final List<Header> EVENT = List.of(header(RecordEncoding.JSON));
    static final List<Header> FRAME = List.of(header(RecordEncoding.FRAME));

    private RecordMarks() {}

    private static Header header(RecordEncoding encoding) {
        return new RecordHeader(RecordEncoding.HEADER, encoding.contentType().getBytes(StandardCharsets.US_ASCII));
    }
}
