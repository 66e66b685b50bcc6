package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.util.List;

/** Writes one of several kinds, by weight. Each kind has draws of its own. */
final class MixWriter implements FieldWriter {
    private final List<FieldWriter> writers;
    private final Weights weights;
    private final long seed;

    private MixWriter(List<FieldWriter> writers, Weights weights, long seed) {
        this.writers = writers;
        this.weights = weights;
        this.seed = seed;
    }

    static MixWriter of(List<CompositeKind.Part> parts, Spot spot) {
        var writers = new FieldWriter[parts.size()];
        for (int i = 0; i < writers.length; i++) {
            var part = new Spot(spot.scope(), spot.place() + ".mix[" + i + "].of", spot.name() + "[" + i + "]");
            writers[i] = spot.scope().source().compile(parts.get(i).of(), part);
        }
        return new MixWriter(
                List.of(writers),
                new Weights(parts.stream().map(CompositeKind.Part::weight).toList()),
                spot.seed("mix"));
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        writers.get(weights.choose(seed, index)).json(index, dueMicros, out);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        writers.get(weights.choose(seed, index)).text(index, dueMicros, out);
    }

    @Override
    public boolean timed() {
        return writers.stream().anyMatch(FieldWriter::timed);
    }
}
