package dev.millrace.app.config.bind;

import dev.millrace.app.config.problem.Shown;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.yaml.YamlBroken;
import dev.millrace.app.config.yaml.YamlList;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
import dev.millrace.app.config.yaml.YamlScalar;
import java.util.List;
import java.util.stream.Collectors;

/** The words for what a value should have been, and for what it is. */
final class Expected {
    private static final int MOST_NAMES = 20;

    private Expected() {}

    /** What a value of a shape looks like, with an example where one helps. */
    static String of(Shape shape) {
        return switch (shape) {
            case Shape.Text() -> "text";
            case Shape.Truth() -> "true or false";
            case Shape.Whole whole -> "a whole number such as 10";
            case Shape.Decimal() -> "a number such as 0.5";
            case Shape.Word(var words) -> "one of " + names(List.copyOf(words.keySet()));
            case Shape.Parsed(var type) -> type.expected();
            case Shape.ListOf(Shape.Text()) -> "a list such as [a, b]";
            case Shape.ListOf(var item) -> "a list, each item " + of(item);
            case Shape.MapOf(var value) -> "names, each with " + of(value);
            case Shape.Settings(var type) ->
                (type.bare() ? of(type.first().shape().get()) + ", or " : "") + settings(type);
            case Shape.Choice choice -> bare(choice) + "a mapping with one of " + names(choice.words());
        };
    }

    /** That a value is not what it should be. */
    static String butFound(Shape shape, YamlNode node) {
        return "expected " + of(shape) + ", but found " + found(node);
    }

    /** Some names, for a sentence: all, unless they are very many. */
    static String names(List<String> names) {
        var shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? shown : shown + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String settings(RecordType type) {
        return type.settings().isEmpty() ? "{}" : "a mapping with " + names(type.keys());
    }

    private static String bare(Shape.Choice choice) {
        return choice.bare().stream()
                .map(option -> of(option.first().shape().get()) + ", or ")
                .collect(Collectors.joining());
    }

    private static String found(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar ->
                scalar.secret() ? "something else in " + Shown.value(scalar.source()) : Shown.value(scalar.text());
            case YamlList list -> "a list";
            case YamlMapping mapping -> "a mapping";
            case YamlBroken broken -> "what cannot be read";
        };
    }
}
