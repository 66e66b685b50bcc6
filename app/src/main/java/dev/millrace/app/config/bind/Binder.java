package dev.millrace.app.config.bind;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.yaml.Redaction;
import dev.millrace.app.config.yaml.ScalarKind;
import dev.millrace.app.config.yaml.YamlBroken;
import dev.millrace.app.config.yaml.YamlList;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
import dev.millrace.app.config.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Makes Java values of nodes. One for each reading of a file; not thread-safe.
 *
 * <p>What cannot be made is reported, and nothing comes back for it; the rest is made all the same, so that one reading
 * finds all there is to find.
 *
 * @param problems  takes what is wrong
 * @param redaction keeps values from the environment out of it
 */
public record Binder(Problems problems, Redaction redaction) {
    /** The value that a node is, if it is one of this shape. */
    public Optional<Object> bind(YamlNode node, Shape shape, Location location) {
        if (node instanceof YamlBroken) {
            return Optional.empty();
        }
        if (node instanceof YamlScalar scalar && scalar.kind() == ScalarKind.NOTHING) {
            problems.add(location, "has no value; expected " + Expected.of(shape));
            return Optional.empty();
        }
        return switch (shape) {
            case Shape.Leaf leaf ->
                node instanceof YamlScalar scalar
                        ? new LeafBinding(problems, redaction).bind(scalar, leaf, location)
                        : mismatch(node, shape, location);
            case Shape.ListOf list -> list(node, list, location);
            case Shape.MapOf map -> map(node, map, location);
            case Shape.Settings(var type) -> new RecordBinding(this, type, location).bind(node);
            case Shape.Choice choice -> new ChoiceBinding(this, choice, location).bind(node);
        };
    }

    private Optional<Object> list(YamlNode node, Shape.ListOf shape, Location location) {
        if (node instanceof YamlScalar && shape.item() instanceof Shape.Leaf) {
            return bind(node, shape.item(), location).map(List::of);
        }
        if (!(node instanceof YamlList list)) {
            return mismatch(node, shape, location);
        }
        var values = new ArrayList<Object>();
        for (int i = 0; i < list.items().size(); i++) {
            var item = list.items().get(i);
            bind(item, shape.item(), location.item(i, item.at())).ifPresent(values::add);
        }
        return values.size() == list.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private Optional<Object> map(YamlNode node, Shape.MapOf shape, Location location) {
        if (!(node instanceof YamlMapping mapping)) {
            return mismatch(node, shape, location);
        }
        var values = new LinkedHashMap<String, Object>();
        mapping.entries()
                .forEach((key, entry) -> bind(entry.value(), shape.value(), location.child(key, entry.pointer()))
                        .ifPresent(value -> values.put(key, value)));
        return values.size() == mapping.entries().size()
                ? Optional.of(Collections.unmodifiableMap(values))
                : Optional.empty();
    }

    /** Reports that a node is of another shape. */
    Optional<Object> mismatch(YamlNode node, Shape shape, Location location) {
        problems.add(location, Expected.butFound(shape, node));
        return Optional.empty();
    }
}
