package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;
import java.util.function.LongUnaryOperator;

/**
 * Writes a field of an event of another source, by working it out anew: nothing of the other stream is
 * remembered, whatever its length.
 */
final class RefWriter implements FieldWriter {
    private final FieldWriter target;
    private final LongUnaryOperator population;
    private final long seed;

    /**
     * @param target     writes the field in the other source
     * @param population how many of the other source's events may be chosen from, for an index of this one
     */
    RefWriter(FieldWriter target, LongUnaryOperator population, long seed) {
        this.target = target;
        this.population = population;
        this.seed = seed;
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        target.json(choose(index), dueMicros, out);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        target.text(choose(index), dueMicros, out);
    }

    private long choose(long index) {
        return Draw.below(Math.max(1, population.applyAsLong(index)), seed, index);
    }
}
