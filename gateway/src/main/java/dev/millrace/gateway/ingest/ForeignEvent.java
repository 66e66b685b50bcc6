package dev.millrace.gateway.ingest;

import dev.millrace.event.Event;
import dev.millrace.event.TraceContext;
import dev.millrace.gateway.port.IncomingEvent;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent that someone else made, on its way to become one of ours.
 *
 * <p>Here it gets a source, a run and an index of its own. The ones it came with are kept as extension
 * attributes, and the first ones stay if it comes by again.
 */
final class ForeignEvent {
    private static final String SOURCE = "originalsource";
    private static final String RUN = "originalrun";
    private static final String INDEX = "originalindex";

    private ForeignEvent() {}

    static IncomingEvent taken(Event event, @Nullable TraceContext requestTrace) {
        var extensions = new HashMap<>(event.extensions());
        extensions.putIfAbsent(SOURCE, event.source());
        event.knownOrigin().ifPresent(origin -> {
            if (extensions.putIfAbsent(RUN, origin.run()) == null) {
                extensions.put(INDEX, Long.toString(origin.index()));
            }
        });
        return new IncomingEvent(
                event.id(),
                event.type(),
                event.time(),
                event.key(),
                event.correlationId(),
                event.trace() == null ? requestTrace : event.trace(),
                extensions,
                event.data());
    }
}
