package dev.millrace.generator.encode;

import dev.millrace.event.record.DueShifts;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.generator.render.SourceRenderer;
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

    /**
     * The headers of the event the renderer is at.
     *
     * @param common      those of every event
     * @param shiftMicros how much later than its own time it was due to be sent
     */
    static List<Header> of(List<Header> common, SourceRenderer renderer, long shiftMicros) {
        if (!renderer.hasHeaders() && shiftMicros == 0) {
            return common;
        }
        var all = new ArrayList<Header>(common);
        if (renderer.hasHeaders()) {
            all.addAll(renderer.headers());
        }
        if (shiftMicros != 0) {
            all.add(new RecordHeader(DueShifts.HEADER, DueShifts.of(shiftMicros)));
        }
        return all;
    }
}
