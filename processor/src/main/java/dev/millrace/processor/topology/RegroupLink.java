package dev.millrace.processor.topology;

import dev.millrace.processor.expression.Evaluation.Failed;
import dev.millrace.processor.expression.Evaluation.Value;
import dev.millrace.processor.plan.Exit.Regroup;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** The end of a stage whose events are gathered by another key in the next: writes them under that key. */
final class RegroupLink implements Link {
    private final Regroup exit;
    private final Outlets outlets;
    private final DeadLetters deadLetters;

    RegroupLink(Regroup exit, Outlets outlets, DeadLetters deadLetters) {
        this.exit = exit;
        this.outlets = outlets;
        this.deadLetters = deadLetters;
    }

    @Override
    public void accept(InFlight event) {
        switch (exit.by().evaluate(event.scope())) {
            case Value(var group) -> send(event, group);
            case Failed(var reason) -> deadLetters.failed(event, exit.step(), reason);
        }
    }

    private void send(InFlight event, String group) {
        var record = event.record();
        var headers = new RecordHeaders(record.headers().toArray());
        headers.remove(Place.HEADER);
        if (event.place() != null) {
            headers.add(Place.HEADER, event.place().toBytes());
        }
        var moved = new Record<>(group.getBytes(StandardCharsets.UTF_8), record.value(), record.timestamp(), headers);
        if (outlets.fits(moved, exit.topic())) {
            outlets.write(moved, exit.topic());
        } else {
            deadLetters.tooLarge(event, moved, exit.topic());
        }
    }

    @Override
    public void advance(long time) {
        // The next stage goes by the time of what arrives there.
    }
}
