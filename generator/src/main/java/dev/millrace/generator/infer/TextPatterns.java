package dev.millrace.generator.infer;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.TextKind;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Patterns of texts: of codes, and of log lines, which are a few forms with changing words in them. */
final class TextPatterns {
    private static final int MOST_SHAPES = 12;

    /** Shapes together must hold this share of the texts, or the texts are words as they come. */
    private static final double MOST_TEXTS = 0.9;

    private static final int LONGEST_PATTERN = 600;
    private static final int MOST_WORDS = 60;

    private TextPatterns() {}

    static Fitted of(TextProfile profile, Repeats repeats) {
        var byKey = new LinkedHashMap<List<String>, List<String>>();
        profile.sample().forEach(text -> {
            var key = TextShape.key(text);
            if (key != null) {
                byKey.computeIfAbsent(key, shape -> new ArrayList<>()).add(text);
            }
        });
        var shapes = byKey.entrySet().stream()
                .map(entry -> TextShape.of(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> other.texts() - one.texts())
                .limit(MOST_SHAPES)
                .toList();
        int held = shapes.stream().mapToInt(TextShape::texts).sum();
        if (held >= MOST_TEXTS * profile.sample().size()) {
            var kind = shapes.size() == 1 ? one(shapes.getFirst(), repeats) : several(shapes, repeats);
            if (kind.isPresent()) {
                return new Fitted(kind.get(), repeats.note());
            }
        }
        return new Fitted(words(profile.sample(), repeats), (repeats.note() + " of free text").strip());
    }

    private static Optional<FieldKind> one(TextShape shape, Repeats repeats) {
        return pattern(shape.pattern(), repeats).map(pattern -> pattern);
    }

    private static Optional<FieldKind> several(List<TextShape> shapes, Repeats repeats) {
        int all = shapes.stream().mapToInt(TextShape::texts).sum();
        var parts = new ArrayList<CompositeKind.Part>();
        for (var shape : shapes) {
            // Each shape is taken to have its share of the different values.
            long values = Math.max(1, Math.round(repeats.values() * (double) shape.texts() / all));
            var pattern = pattern(shape.pattern(), new Repeats(repeats.any(), values, repeats.skew()));
            if (pattern.isEmpty()) {
                return Optional.empty();
            }
            parts.add(new CompositeKind.Part(pattern.get(), shape.texts()));
        }
        return Optional.of(new CompositeKind.Mix(parts));
    }

    private static Optional<FieldKind> pattern(String pattern, Repeats repeats) {
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TextKind.Pattern(pattern, repeats.cardinality(), repeats.skew()));
        } catch (InvalidSetting moreThanAPatternCanBe) {
            return Optional.empty();
        }
    }

    /** As many words as the texts have, as long as theirs. */
    private static FieldKind words(List<String> texts, Repeats repeats) {
        int fewest = MOST_WORDS;
        int most = 1;
        long letters = 0;
        long words = 0;
        for (var text : texts) {
            int count = Math.clamp(text.split("\\s+").length, 1, MOST_WORDS);
            fewest = Math.min(fewest, count);
            most = Math.max(most, count);
            words += count;
            letters += Math.max(count, text.length() - count + 1);
        }
        int mean = Math.clamp(Math.round((double) letters / words), 1, 60);
        var word = "[a-z]{" + Math.max(1, mean - 3) + "," + (mean + Math.min(3, mean - 1)) + "}";
        // The mean count of words is kept, rather than its extremes.
        int upper = Math.max(fewest, Math.min(most, (int) Math.round(2.0 * words / texts.size()) - fewest));
        var pattern = upper == 1 ? word : word + "( " + word + "){" + (fewest - 1) + "," + (upper - 1) + "}";
        return new TextKind.Pattern(pattern, repeats.cardinality(), repeats.skew());
    }
}
