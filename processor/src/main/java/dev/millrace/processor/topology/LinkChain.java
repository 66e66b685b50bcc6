package dev.millrace.processor.topology;

import dev.millrace.processor.plan.Exit;
import dev.millrace.processor.plan.Operation;
import dev.millrace.processor.plan.Stage;
import java.time.Clock;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Builds the chain of links of a stage, from its end to its beginning. */
final class LinkChain {
    private final ProcessorContext<byte[], byte[]> context;
    private final String pipeline;
    private final Outlets outlets;
    private final DeadLetters deadLetters;
    private final Tally tally;
    private final Clock clock;

    LinkChain(
            ProcessorContext<byte[], byte[]> context,
            String pipeline,
            Outlets outlets,
            DeadLetters deadLetters,
            Tally tally,
            Clock clock) {
        this.context = context;
        this.pipeline = pipeline;
        this.outlets = outlets;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.clock = clock;
    }

    /** The chain's first link. */
    Link of(Stage stage) {
        var link = last(stage.exit());
        for (var operation : stage.operations().reversed()) {
            link = before(link, operation);
        }
        return link;
    }

    private Link last(Exit exit) {
        return switch (exit) {
            case Exit.Deliver(var topic, var _) -> new DeliverLink(topic, outlets, deadLetters, tally);
            case Exit.Regroup regroup -> new RegroupLink(regroup, outlets, deadLetters);
            case Exit.Discard _ -> new DiscardLink(tally);
        };
    }

    private Link before(Link next, Operation operation) {
        return switch (operation) {
            case Operation.Keep keep -> new FilterLink(keep, deadLetters, tally, next);
            case Operation.Divert divert -> new RouteLink(divert, outlets, deadLetters, tally, next);
            case Operation.Gather gather -> {
                KeyValueStore<Bytes, byte[]> store = context.getStateStore(gather.name());
                var open = new OpenWindows(store, gather, context.applicationId());
                var results =
                        new WindowResults(pipeline, gather.name(), gather.size().toMillis(), clock);
                yield new WindowLink(gather, open, results, deadLetters, tally, clock, next);
            }
        };
    }
}
