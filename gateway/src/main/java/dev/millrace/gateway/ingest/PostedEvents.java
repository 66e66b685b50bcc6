package dev.millrace.gateway.ingest;

import dev.millrace.event.EventData;
import dev.millrace.event.TraceContext;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.gateway.body.Body;
import dev.millrace.gateway.body.JsonCutter;
import dev.millrace.gateway.body.Slice;
import dev.millrace.gateway.port.IncomingEvent;
import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemException;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.settings.DataSize;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events out of a post: all of them, or none where one cannot be read. Events that name no trace of
 * their own join the one the request belongs to. Thread-safe.
 */
public final class PostedEvents {
    private static final String TRACEPARENT = "traceparent";

    private final CloudEventReader cloudEvents = new CloudEventReader();
    private final JsonCutter cutter;
    private final DataSize largest;
    private final InstantSource clock;

    /**
     * @param cutter  finds the events in the body
     * @param largest the most data an event may have
     * @param clock   gives CloudEvents without a time theirs
     */
    public PostedEvents(JsonCutter cutter, DataSize largest, InstantSource clock) {
        this.cutter = cutter;
        this.largest = largest;
        this.clock = clock;
    }

    /**
     * Reads at least one event.
     *
     * @throws ProblemException if the body is not what its type says, or an event in it is not valid
     */
    List<IncomingEvent> read(BodyFormat format, HttpServletRequest request, Body body) {
        var header = request.getHeader(TRACEPARENT);
        var trace = header == null ? null : TraceContext.parse(header).orElse(null);
        var events = switch (format) {
            case DATA -> data(body, cutter.objects(body), trace);
            case LINES -> data(body, cutter.lines(body), trace);
            case CLOUD_EVENT -> cloudEvents(body, List.of(cutter.value(body)), trace);
            case CLOUD_EVENT_BATCH -> cloudEvents(body, cutter.objects(body), trace);
            case BINARY -> List.of(binary(request, body, trace));
        };
        if (events.isEmpty()) {
            throw Problem.of(ProblemType.MALFORMED_BODY, "there is no event in the body")
                    .toException();
        }
        return events;
    }

    private List<IncomingEvent> data(Body body, List<Slice> slices, @Nullable TraceContext trace) {
        var events = new ArrayList<IncomingEvent>(slices.size());
        for (var slice : slices) {
            events.add(IncomingEvent.of(data(body, slice, events.size()), trace));
        }
        return events;
    }

    private List<IncomingEvent> cloudEvents(Body body, List<Slice> slices, @Nullable TraceContext trace) {
        var received = clock.instant();
        var events = new ArrayList<IncomingEvent>(slices.size());
        for (var slice : slices) {
            try {
                var event = cloudEvents.read(body.bytes(), slice.offset(), slice.length(), received);
                checkSize(event.data().size(), events.size());
                events.add(ForeignEvent.taken(event, trace));
            } catch (UnreadableEvent e) {
                throw invalid(e, events.size());
            }
        }
        return events;
    }

    private IncomingEvent binary(HttpServletRequest request, Body body, @Nullable TraceContext trace) {
        try {
            var data = body.isEmpty() ? EventData.NULL : data(body, cutter.value(body), 0);
            return ForeignEvent.taken(cloudEvents.read(BinaryAttributes.of(request), data, clock.instant()), trace);
        } catch (UnreadableEvent e) {
            throw invalid(e, 0);
        }
    }

    private EventData data(Body body, Slice slice, int position) {
        checkSize(slice.length(), position);
        return EventData.copyOf(body.bytes(), slice.offset(), slice.length());
    }

    private void checkSize(int bytes, int position) {
        if (bytes > largest.bytes()) {
            throw Problem.of(
                            ProblemType.EVENT_TOO_LARGE,
                            "event " + position + " has " + bytes + " bytes of data, the most is " + largest.bytes())
                    .with("event", position)
                    .with("limit", largest.bytes())
                    .toException();
        }
    }

    private static ProblemException invalid(UnreadableEvent failure, int position) {
        return Problem.of(ProblemType.INVALID_EVENT, "event " + position + ": " + failure.reason())
                .with("event", position)
                .toException();
    }
}
