package dev.millrace.event.frame;

import dev.millrace.event.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an event has of its own only if it does not follow from run, source and index. For one encoder. */
final class FrameDetails {
    private final BlobColumn ids = new BlobColumn(16);
    private final BlobColumn correlations = new BlobColumn(16);
    private final BlobColumn traces = new BlobColumn(16);
    private final BlobColumn extensions = new BlobColumn(16);

    /** In the order in which the format has them. */
    private final BlobColumn[] all = {ids, correlations, traces, extensions};

    private int idsUpTo;
    /** Whether anything was written since the last clearing: of most events nothing ever is. */
    private boolean touched;

    BlobColumn[] columns() {
        return all;
    }

    /** The flags of the columns that are used. */
    int flags() {
        return (ids.used() ? FrameFormat.IDS : 0)
                | (correlations.used() ? FrameFormat.CORRELATIONS : 0)
                | (traces.used() ? FrameFormat.TRACES : 0)
                | (extensions.used() ? FrameFormat.EXTENSIONS : 0);
    }

    void id(int place, CharSequence id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an event's id must not be empty");
        }
        text(ids, place, id);
        idsUpTo = place + 1;
    }

    boolean hasId(int place) {
        return idsUpTo > place;
    }

    void correlationId(int place, CharSequence correlationId) {
        if (correlationId.isEmpty()) {
            throw new IllegalArgumentException("an event's correlation id must not be empty");
        }
        text(correlations, place, correlationId);
    }

    void trace(int place, TraceContext trace) {
        touched = true;
        traces.cut(place);
        traces.content()
                .littleEndian(Long.reverseBytes(trace.traceIdHigh()), Long.BYTES)
                .littleEndian(Long.reverseBytes(trace.traceIdLow()), Long.BYTES)
                .littleEndian(Long.reverseBytes(trace.spanId()), Long.BYTES)
                .littleEndian(trace.sampled() ? 1 : 0, 1);
        traces.close(place);
    }

    void extensions(int place, Map<String, String> attributes) {
        touched = true;
        extensions.cut(place);
        extensions.content().number(attributes.size());
        attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> extensions.content().text(entry.getKey()).text(entry.getValue()));
        extensions.close(place);
    }

    int size() {
        int size = 0;
        if (!touched) {
            return size;
        }
        for (var column : all) {
            size += column.content().size();
        }
        return size;
    }

    void cut(int place) {
        for (var column : all) {
            column.cut(place);
        }
        idsUpTo = Math.min(idsUpTo, place);
    }

    void clear() {
        for (var column : all) {
            column.clear();
        }
        idsUpTo = 0;
        touched = false;
    }

    private void text(BlobColumn column, int place, CharSequence text) {
        touched = true;
        column.cut(place);
        column.content().raw(text.toString().getBytes(StandardCharsets.UTF_8));
        column.close(place);
    }
}
