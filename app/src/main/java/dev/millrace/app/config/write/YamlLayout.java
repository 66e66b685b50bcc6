package dev.millrace.app.config.write;

import java.util.List;
import java.util.stream.Collectors;

/** Lays settings out as YAML: in braces on one line where they fit, otherwise on lines of their own. */
public final class YamlLayout {
    private static final int WIDEST = 118;
    private static final int STEP = 2;

    private YamlLayout() {}

    /** Settings on one line, in braces. */
    public static String flow(Written settings) {
        return switch (settings) {
            case Written.Scalar(var yaml) -> yaml;
            case Written.Items(var items) ->
                items.stream().map(YamlLayout::flow).collect(Collectors.joining(", ", "[", "]"));
            case Written.Mapping(var entries) ->
                entries.entrySet().stream()
                        .map(entry -> ScalarText.name(entry.getKey()) + ": " + flow(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /**
     * The lines of one named setting.
     *
     * @param indent how many blanks go before it
     */
    public static String named(String name, Written settings, int indent) {
        var out = new StringBuilder();
        named(name, settings, indent, out);
        return out.toString();
    }

    private static void named(String name, Written settings, int indent, StringBuilder out) {
        out.repeat(' ', indent);
        after(ScalarText.name(name) + ":", settings, indent, out);
    }

    /** What follows a name or a dash, whose own blanks have been written. */
    private static void after(String lead, Written settings, int indent, StringBuilder out) {
        var flow = flow(settings);
        if (!settings.hasParts() || indent + lead.length() + 1 + flow.length() <= WIDEST) {
            out.append(lead).append(' ').append(flow).append('\n');
            return;
        }
        out.append(lead).append('\n');
        switch (settings) {
            case Written.Scalar scalar -> throw new IllegalStateException("a scalar has no parts");
            case Written.Mapping(var entries) ->
                entries.forEach((name, value) -> named(name, value, indent + STEP, out));
            case Written.Items(var items) -> items(items, indent + STEP, out);
        }
    }

    private static void items(List<Written> items, int indent, StringBuilder out) {
        for (var item : items) {
            out.repeat(' ', indent);
            after("-", item, indent, out);
        }
    }
}
