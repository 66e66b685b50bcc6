package dev.millrace.processor.topology;

import dev.millrace.processor.expression.Evaluation.Failed;
import dev.millrace.processor.expression.Evaluation.Value;
import dev.millrace.processor.plan.Operation.Keep;

/** Lets events on for which a condition is true. */
final class FilterLink implements Link {
    private final Keep operation;
    private final DeadLetters deadLetters;
    private final Tally tally;
    private final Link next;

    FilterLink(Keep operation, DeadLetters deadLetters, Tally tally, Link next) {
        this.operation = operation;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.next = next;
    }

    @Override
    public void accept(InFlight event) {
        switch (operation.condition().evaluate(event.scope())) {
            case Value(var holds) when holds -> next.accept(event);
            case Value(var _) -> tally.filtered++;
            case Failed(var reason) -> deadLetters.failed(event, operation.step(), reason);
        }
    }

    @Override
    public void advance(long time) {
        next.advance(time);
    }
}
