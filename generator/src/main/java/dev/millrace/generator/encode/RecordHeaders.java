package dev.millrace.generator.encode;

import dev.millrace.event.record.RecordEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of records: what they hold, and beside it an event's own. */
final class RecordHeaders {
    private RecordHeaders() {}

    static List<Header> of(RecordEncoding encoding) {
        return List.of(
                new RecordHeader(RecordEncoding.HEADER, encoding.contentType().getBytes(StandardCharsets.US_ASCII)));
    }

    static List<Header> with(List<Header> common, List<? extends Header> own) {
        var all = new ArrayList<Header>(common.size() + own.size());
        all.addAll(common);
        all.addAll(own);
        return all;
    }
}
