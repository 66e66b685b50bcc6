package dev.millrace.processor.topology;

import dev.millrace.processor.expression.Evaluation.Failed;
import dev.millrace.processor.expression.Evaluation.Value;
import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.processor.window.Tumbling;
import dev.millrace.processor.window.WindowKey;
import dev.millrace.processor.window.WindowState;
import dev.millrace.settings.Durations;
import java.time.Clock;
import org.apache.kafka.common.utils.Bytes;

/**
 * Gathers events in windows, and lets on one event for each key of a window once the window is final.
 *
 * <p>All it must remember is in its store, so that it is as exact as the transaction it is part of: the figures of
 * the open windows, and up to where windows are final. A window's entries are deleted as its results go out, so no
 * result can be made twice.
 */
final class WindowLink implements Link {
    private static final Number ONE = 1L;

    private final Gather operation;
    private final Tumbling windows;
    private final WindowState layout;
    private final OpenWindows open;
    private final WindowResults results;
    private final DeadLetters deadLetters;
    private final Tally tally;
    private final Link next;
    private final Clock clock;
    private final long ahead;
    private final Number[] values;

    /** No event up to this time was too far ahead of the clock when it was last asked. */
    private long believable = Long.MIN_VALUE;

    WindowLink(
            Gather operation,
            OpenWindows open,
            WindowResults results,
            DeadLetters deadLetters,
            Tally tally,
            Clock clock,
            Link next) {
        this.operation = operation;
        this.windows = Tumbling.of(operation.size(), operation.grace());
        this.layout = new WindowState(operation.aggregations());
        this.open = open;
        this.results = results;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.clock = clock;
        this.ahead = operation.ahead().toMillis();
        this.next = next;
        this.values = new Number[operation.aggregations().size()];
    }

    @Override
    public void accept(InFlight event) {
        byte[] group = event.record().key();
        if (group == null) {
            deadLetters.failed(
                    event,
                    operation.step(),
                    "the record has no key to gather by; gather by an expression, such as by: data.customer");
            return;
        }
        if (group.length > WindowKey.MAX_GROUP) {
            deadLetters.failed(
                    event,
                    operation.step(),
                    "the key to gather by, " + operation.by() + ", takes " + group.length + " bytes; at most "
                            + WindowKey.MAX_GROUP + " can be kept");
            return;
        }
        if (isAhead(event.millis())) {
            deadLetters.failed(
                    event,
                    operation.step(),
                    "its time, " + event.event().time() + ", is more than " + Durations.format(operation.ahead())
                            + " ahead of the clock; it would close all windows (see 'ahead')");
            return;
        }
        long start = windows.start(event.millis());
        if (start + windows.size() <= open.finalUpTo()) {
            tally.late++;
        } else if (evaluate(event)) {
            add(start, group);
            tally.windowed++;
        }
    }

    /** Whether there is a number for each figure, now in {@link #values}; if not, the event has been put aside. */
    private boolean evaluate(InFlight event) {
        for (int i = 0; i < values.length; i++) {
            var aggregation = operation.aggregations().get(i);
            var of = aggregation.of();
            if (of == null) {
                values[i] = ONE;
                continue;
            }
            switch (of.evaluate(event.scope())) {
                case Value(var number) -> values[i] = number;
                case Failed(var reason) -> {
                    deadLetters.failed(event, aggregation.step(), reason);
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isAhead(long time) {
        if (time > believable) {
            believable = clock.millis() + ahead;
        }
        return time > believable;
    }

    private void add(long start, byte[] group) {
        var key = Bytes.wrap(WindowKey.of(start, group));
        byte[] before = open.get(key);
        // A copy, for what the store hands out may be what it keeps.
        byte[] state = before == null ? layout.empty() : before.clone();
        layout.add(state, values);
        open.put(key, state);
    }

    @Override
    public void advance(long time) {
        long finalUpTo = windows.finalUpTo(time);
        if (finalUpTo > open.finalUpTo() && !isAhead(time)) {
            open.close(finalUpTo, (key, state) -> next.accept(results.of(key, layout, state)));
            next.advance(finalUpTo);
        }
    }
}
