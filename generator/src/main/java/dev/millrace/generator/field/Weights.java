package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;
import dev.millrace.settings.InvalidSetting;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Chooses a place by weight: a draw on the running sum of the weights. Immutable. */
final class Weights {
    private final double[] upTo;

    Weights(Collection<Double> weights) {
        upTo = new double[weights.size()];
        double sum = 0;
        int i = 0;
        for (double weight : weights) {
            sum += weight;
            upTo[i++] = sum;
        }
    }

    /** Words with their weights as a setting, which must be some and positive; their order is kept. */
    static Map<String, Double> checked(String setting, Map<String, Double> weights) {
        if (weights.isEmpty()) {
            throw new InvalidSetting(setting, "needs at least one text");
        }
        weights.forEach((text, weight) -> {
            if (!(weight > 0) || weight.isInfinite()) {
                throw new InvalidSetting(setting + "." + text, "a weight must be positive, was " + weight);
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /** The place that draw {@code index} under {@code seed} falls on, counted from 0. */
    int choose(long seed, long index) {
        double at = Draw.unit(seed, index) * upTo[upTo.length - 1];
        int i = 0;
        while (i < upTo.length - 1 && at >= upTo[i]) {
            i++;
        }
        return i;
    }
}
