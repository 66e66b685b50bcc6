package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Shown;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a path such as {@code pipelines.revenue.steps[2].filter} leads to.
 *
 * <p>Names may have dots in them: at each mapping the longest name that fits is taken.
 *
 * @param location the whole path, pointing at the setting or at the nearest one around it that is in the file
 * @param node     the node pointed at
 */
public record NodePath(Location location, YamlNode node) {
    private static final Pattern ITEM = Pattern.compile("\\[(\\d{1,9})](.*)", Pattern.DOTALL);

    /** One name of a path that a mapping has. */
    private record Step(String key, YamlMapping.Entry entry, String rest) {}

    /**
     * Follows a path.
     *
     * @param from  where the path begins
     * @param node  the node there
     * @param alias another spelling of a name, tried where the file has no such name
     */
    public static NodePath follow(Location from, YamlNode node, String path, UnaryOperator<String> alias) {
        var rest = path.startsWith(".") ? path.substring(1) : path;
        if (rest.isEmpty()) {
            return new NodePath(from, node);
        }
        return switch (node) {
            case YamlMapping mapping ->
                step(mapping, rest, alias)
                        .map(step -> follow(
                                from.child(step.key(), step.entry().pointer()),
                                step.entry().value(),
                                step.rest(),
                                alias))
                        .orElseGet(() -> new NodePath(from.beyond(rest), node));
            case YamlList list -> {
                var item = ITEM.matcher(rest);
                int index = item.matches() ? Integer.parseInt(item.group(1)) : Integer.MAX_VALUE;
                if (index >= list.items().size()) {
                    yield new NodePath(from.beyond(rest), node);
                }
                var next = list.items().get(index);
                yield follow(from.item(index, next.at()), next, item.group(2), alias);
            }
            case YamlScalar scalar -> new NodePath(from.beyond(rest), node);
            case YamlBroken broken -> new NodePath(from.beyond(rest), node);
        };
    }

    private static Optional<Step> step(YamlMapping mapping, String path, UnaryOperator<String> alias) {
        var exact = mapping.entries().entrySet().stream()
                .filter(entry -> begins(path, Shown.key(entry.getKey())))
                .map(entry -> new Step(
                        entry.getKey(),
                        entry.getValue(),
                        path.substring(Shown.key(entry.getKey()).length())))
                .max(Comparator.comparingInt(step -> step.key().length()));
        return exact.or(() -> {
            var name = path.split("[.\\[]", 2)[0];
            var key = alias.apply(name);
            return Optional.ofNullable(mapping.entries().get(key))
                    .map(entry -> new Step(key, entry, path.substring(name.length())));
        });
    }

    /** Whether a path's first name, which may go on to the path's end, is this one. */
    private static boolean begins(String path, String name) {
        return path.startsWith(name)
                && (path.length() == name.length()
                        || path.charAt(name.length()) == '.'
                        || path.charAt(name.length()) == '[');
    }
}
