package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.pattern.StringPattern;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.random.Draws;
import dev.millrace.settings.InvalidSetting;

/** Compiles the kinds that hold made-up texts. */
final class TextWriters {
    private TextWriters() {}

    static FieldWriter of(TextKind kind, Spot spot) {
        return switch (kind) {
            case TextKind.Pattern pattern -> pattern(pattern, spot.seed());
            case TextKind.Template(var template) -> new TemplateWriter(TemplateText.parse(template), spot);
            case TextKind.Faker faker -> faker(faker, spot);
        };
    }

    private static FieldWriter pattern(TextKind.Pattern kind, long seed) {
        var pattern = StringPattern.parse(kind.pattern());
        var cardinality = kind.cardinality();
        var skew = kind.skew();
        Skew.Drawing drawing = skew == null ? Draw::below : skew.drawing();
        long which = Draw.seed(seed, "which");
        var draws = new Draws();
        return new PlainTextWriter() {
            @Override
            public void text(long index, long dueMicros, JsonBuffer out) {
                // With a cardinality, the draw chooses among so many texts; without, every event has its own.
                long number = cardinality == null ? index : drawing.below(cardinality, which, index);
                pattern.write(draws.at(seed, number), out);
            }
        };
    }

    private static FieldWriter faker(TextKind.Faker kind, Spot spot) {
        try {
            // Pools go by the seed of the file alone: fields with the same expression share one.
            var texts =
                    new FixedTexts(kind.values().values(spot.scope().source().seed("faker")));
            return new DrawnText(texts, kind.pool(), spot.seed());
        } catch (InvalidSetting e) {
            throw e.within(spot.place());
        }
    }

    /** One of several texts, all alike. */
    private record DrawnText(FixedTexts texts, int count, long seed) implements TextShaped {
        @Override
        public void json(long index, long dueMicros, JsonBuffer out) {
            texts.json((int) Draw.below(count, seed, index), out);
        }

        @Override
        public void text(long index, long dueMicros, JsonBuffer out) {
            texts.text((int) Draw.below(count, seed, index), out);
        }
    }
}
