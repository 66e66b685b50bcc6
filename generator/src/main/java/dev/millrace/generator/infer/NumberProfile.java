package dev.millrace.generator.infer;

import dev.millrace.generator.random.Draw;
import java.math.BigDecimal;

/** What is kept of the numbers of one field. Not thread-safe. */
final class NumberProfile {
    private static final int SAMPLE = 8_192;
    private static final int MOST_DECIMALS = 6;
    /** Numbers beyond are taken for this one: their squares still have to be numbers. */
    private static final double FARTHEST = 1e150;

    private final DistinctValues distinct = new DistinctValues();
    private final ListedValues listed = new ListedValues();
    private final Reservoir<Double> sample = new Reservoir<>(SAMPLE);
    private final StepTracker steps = new StepTracker();
    private final TimeProfile times = new TimeProfile();
    private int decimals;
    private boolean longs = true;

    /**
     * Takes a number in.
     *
     * @param eventMicros when the event was, microseconds since 1970; {@link TimeProfile#NEVER} where it does not say
     */
    void add(BigDecimal number, long eventMicros) {
        // 1500, 1500.0 and 1.5e3 are one number.
        var bare = number.stripTrailingZeros();
        var plain = Math.abs((long) bare.scale()) > 40 ? bare.toString() : bare.toPlainString();
        distinct.add(Draw.seed(0, plain));
        listed.add(plain);
        sample.add(Math.clamp(number.doubleValue(), -FARTHEST, FARTHEST));
        int scale = bare.scale();
        decimals = Math.max(decimals, Math.min(scale, MOST_DECIMALS));
        if (scale <= 0 && (long) number.precision() - number.scale() <= 18) {
            steps.add(number.longValueExact());
            times.addEpoch(number.longValueExact(), eventMicros);
        } else {
            longs = false;
        }
    }

    DistinctValues distinct() {
        return distinct;
    }

    ListedValues listed() {
        return listed;
    }

    StepTracker steps() {
        return steps;
    }

    TimeProfile times() {
        return times;
    }

    int decimals() {
        return decimals;
    }

    /** Whether all are whole and fit a long. */
    boolean longs() {
        return longs;
    }

    NumberSample sample() {
        return NumberSample.of(sample.values(), decimals);
    }
}
