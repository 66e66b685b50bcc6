package dev.millrace.processor.window;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.processor.plan.Aggregation;
import java.util.List;

/**
 * The figures of one key in one window, side by side in a byte array, in the order of their definition. Immutable
 * and thread-safe: it is the layout; the bytes are the caller's.
 */
public final class WindowState {
    private final Accumulator[] accumulators;
    private final String[] names;
    private final int[] places;
    private final int width;

    public WindowState(List<Aggregation> aggregations) {
        accumulators = new Accumulator[aggregations.size()];
        names = new String[aggregations.size()];
        places = new int[aggregations.size()];
        int next = 0;
        for (int i = 0; i < aggregations.size(); i++) {
            accumulators[i] = Accumulator.of(aggregations.get(i).function());
            names[i] = aggregations.get(i).name();
            places[i] = next;
            next += accumulators[i].width();
        }
        width = next;
    }

    /** State before the first event. */
    public byte[] empty() {
        return new byte[width];
    }

    /**
     * Takes in one event.
     *
     * @param state  changed in place
     * @param values a number for each figure, in their order; ignored where a figure takes none
     */
    public void add(byte[] state, Number[] values) {
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].add(state, places[i], values[i]);
        }
    }

    /** Writes the figures as members of a JSON object, each with a comma before it. */
    public void write(byte[] state, JsonBuffer out) {
        for (int i = 0; i < accumulators.length; i++) {
            out.ascii(',').string(names[i]).ascii(':');
            accumulators[i].write(state, places[i], out);
        }
    }
}
