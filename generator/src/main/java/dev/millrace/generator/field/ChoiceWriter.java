package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.util.List;
import java.util.Map;

/** Chooses among texts by weight. */
final class ChoiceWriter implements TextShaped {
    private final FixedTexts texts;
    private final Weights weights;
    private final long seed;

    ChoiceWriter(Map<String, Double> weights, long seed) {
        this.texts = new FixedTexts(List.copyOf(weights.keySet()));
        this.weights = new Weights(weights.values());
        this.seed = seed;
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        texts.json(weights.choose(seed, index), out);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        texts.text(weights.choose(seed, index), out);
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        out.buffer().text(texts.plain(weights.choose(seed, index)));
    }
}
