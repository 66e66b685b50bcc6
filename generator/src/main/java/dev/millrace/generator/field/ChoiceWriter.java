package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;
import java.util.List;
import java.util.Map;

/** Chooses among texts by weight: a draw on the running sum of the weights. */
final class ChoiceWriter implements FieldWriter {
    private final FixedTexts texts;
    private final double[] upTo;
    private final long seed;

    ChoiceWriter(Map<String, Double> weights, long seed) {
        this.texts = new FixedTexts(List.copyOf(weights.keySet()));
        this.upTo = new double[weights.size()];
        double sum = 0;
        int i = 0;
        for (double weight : weights.values()) {
            sum += weight;
            upTo[i++] = sum;
        }
        this.seed = seed;
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        texts.json(choose(index), out);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        texts.text(choose(index), out);
    }

    private int choose(long index) {
        double at = Draw.unit(seed, index) * upTo[upTo.length - 1];
        int i = 0;
        while (i < upTo.length - 1 && at >= upTo[i]) {
            i++;
        }
        return i;
    }
}
