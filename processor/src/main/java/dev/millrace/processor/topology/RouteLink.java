package dev.millrace.processor.topology;

import dev.millrace.processor.expression.Evaluation.Failed;
import dev.millrace.processor.expression.Evaluation.Value;
import dev.millrace.processor.plan.Operation.Divert;
import dev.millrace.processor.plan.Operation.Way;

/** Sends an event the first way whose condition is true. */
final class RouteLink implements Link {
    private final Divert operation;
    private final Outlets outlets;
    private final DeadLetters deadLetters;
    private final Tally tally;
    private final Link next;

    RouteLink(Divert operation, Outlets outlets, DeadLetters deadLetters, Tally tally, Link next) {
        this.operation = operation;
        this.outlets = outlets;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.next = next;
    }

    @Override
    public void accept(InFlight event) {
        for (var way : operation.ways()) {
            switch (way.when().evaluate(event.scope())) {
                case Value(var holds)
                when holds -> {
                    send(event, way);
                    return;
                }
                case Value(var _) -> {}
                case Failed(var reason) -> {
                    deadLetters.failed(event, way.step(), reason);
                    return;
                }
            }
        }
        next.accept(event);
    }

    private void send(InFlight event, Way way) {
        var tooLarge = outlets.send(event, way.topic());
        if (tooLarge == null) {
            tally.routed++;
        } else {
            deadLetters.tooLarge(event, tooLarge, way.topic());
        }
        if (way.goesOn()) {
            next.accept(event);
        }
    }

    @Override
    public void advance(long time) {
        next.advance(time);
    }
}
