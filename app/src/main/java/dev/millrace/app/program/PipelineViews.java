package dev.millrace.app.program;

import dev.millrace.gateway.port.PipelineView;
import dev.millrace.processor.run.PipelineStatus;
import java.util.LinkedHashMap;
import java.util.Locale;

/** A pipeline's status in the gateway's words. */
final class PipelineViews {
    private PipelineViews() {}

    static PipelineView of(PipelineStatus status) {
        var counts = status.counts();
        var counters = new LinkedHashMap<String, Long>();
        counters.put("in", counts.in());
        counters.put("filtered", counts.filtered());
        counters.put("routed", counts.routed());
        counters.put("windowed", counts.windowed());
        counters.put("late", counts.late());
        counters.put("out", counts.out());
        counters.put("dead_lettered", counts.deadLettered());
        return new PipelineView(
                status.pipeline(), status.state().name().toLowerCase(Locale.ROOT), status.lag(), counters);
    }
}
