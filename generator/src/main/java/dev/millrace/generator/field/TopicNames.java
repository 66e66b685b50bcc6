package dev.millrace.generator.field;

import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The topics a source may write to: one, or as many as a template such as {@code orders-{region}} can come to. They are
 * known before anything starts, for topics are made, read and accounted for by name. Pure.
 */
public final class TopicNames {
    /** More are refused: each is made, watched and named in every progress record. */
    static final int MOST = 64;

    private TopicNames() {}

    /** Whether a topic's name is a template. */
    public static boolean isTemplate(String topic) {
        return topic.contains("{") || topic.contains("}");
    }

    /**
     * All names that a topic's template can come to, each once.
     *
     * @param fields the fields of the source's events; null where it has none of its own
     * @throws InvalidSetting for the setting {@code topic}, if that cannot be told or there are too many
     */
    public static List<String> of(String topic, @Nullable Map<String, FieldKind> fields) {
        if (!isTemplate(topic)) {
            return List.of(topic);
        }
        if (fields == null) {
            throw refused("a template in it needs 'fields': other sources have one topic");
        }
        var names = List.of("");
        for (var piece : pieces(topic)) {
            var values = piece.field() ? values(piece.text(), fields) : List.of(piece.text());
            var longer = new LinkedHashSet<String>();
            names.forEach(name -> values.forEach(value -> longer.add(name + value)));
            if (longer.size() > MOST) {
                throw refused("comes to more than " + MOST + " topics");
            }
            names = List.copyOf(longer);
        }
        return names;
    }

    private static List<TemplateText.Piece> pieces(String topic) {
        try {
            return TemplateText.parse(topic).pieces();
        } catch (InvalidSetting e) {
            throw refused(e.problem());
        }
    }

    private static List<String> values(String name, Map<String, FieldKind> fields) {
        var kind = fields.get(name);
        if (kind == null) {
            throw refused("there is no field '" + name + "', only " + String.join(", ", fields.keySet()));
        }
        return values(name, kind);
    }

    private static List<String> values(String name, FieldKind kind) {
        return switch (kind) {
            case FieldKind.Constant(var value) -> List.of(value.text());
            case FieldKind.Choice(var weights) -> List.copyOf(weights.keySet());
            case FieldKind.Flag _ -> List.of("true", "false");
            case FieldKind.Sequence sequence
            when sequence.cardinality() != null && sequence.cardinality() <= MOST ->
                numbers(SequenceFormat.parse(sequence.sequence()), sequence.cardinality());
            case NumberKind.Integers(var range)
            when range.max() - range.min() >= 0 && range.max() - range.min() < MOST ->
                LongStream.rangeClosed(range.min(), range.max())
                        .mapToObj(Long::toString)
                        .toList();
            case CompositeKind.Steady(var steady, var _) -> values(name, steady);
            default ->
                throw refused("the values of field '" + name + "' are not known beforehand, or are too many: a topic's"
                        + " name can be made of choices, constants, flags, and of integers and sequences of up to "
                        + MOST + " values, without nulls");
        };
    }

    private static List<String> numbers(SequenceFormat format, long cardinality) {
        var texts = new ArrayList<String>();
        for (long number = 0; number < cardinality; number++) {
            var digits = Long.toString(number);
            texts.add(format.before()
                    + "0".repeat(Math.max(0, format.width() - digits.length()))
                    + digits
                    + format.after());
        }
        return texts;
    }

    private static InvalidSetting refused(String problem) {
        return new InvalidSetting("topic", problem);
    }
}
