package dev.millrace.processor.plan;

import dev.millrace.processor.expression.Expression;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.settings.Encoding;
import java.time.Duration;
import java.util.List;

/** One thing a stage does with each event. */
public sealed interface Operation {
    /** The step it comes from, as a path within the pipeline, such as {@code steps[1].filter}. */
    String step();

    /** Lets an event on if the condition is true. */
    record Keep(String step, Expression<Boolean> condition) implements Operation {}

    /** Sends an event the first way whose condition is true. */
    record Divert(String step, List<Way> ways) implements Operation {
        public Divert {
            ways = List.copyOf(ways);
        }
    }

    /**
     * One way out.
     *
     * @param step   where its condition stands, as a path within the pipeline
     * @param when   for which events
     * @param topic  where to
     * @param encoding how it is written there
     * @param goesOn whether they go on in the pipeline as well
     */
    record Way(String step, Expression<Boolean> when, String topic, Encoding encoding, boolean goesOn) {}

    /**
     * Gathers events by record key in windows that follow each other, and lets on one event for each key and window
     * when the window is final.
     *
     * @param name         the window's name; also the state store's, and part of its results' ids and type
     * @param by           what events are gathered by, as the author wrote it; the record's key by the time they get here
     * @param size         length of the windows
     * @param grace        how long after its end a window still takes late events
     * @param ahead        how far ahead of the clock an event may be
     * @param aggregations what is computed
     */
    record Gather(
            String step,
            String name,
            String by,
            Duration size,
            Duration grace,
            Duration ahead,
            List<Aggregation> aggregations)
            implements Operation {
        public Gather {
            aggregations = List.copyOf(aggregations);
        }

        /** What kept state means: if it changes, state of before cannot be gone on with. */
        public String layout() {
            // What is gathered by the event's own key is written as it was before 'by' counted: its state stays good.
            return "tumbling " + size.toMillis() + " " + (by.equals(WindowSpec.KEY) ? "" : "by " + by + " ")
                    + aggregations.stream().map(Aggregation::text).toList();
        }
    }
}
