package dev.millrace.app.config.bind;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.problem.Shown;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Setting;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.yaml.Redaction;
import dev.millrace.app.config.yaml.YamlList;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
import dev.millrace.app.config.yaml.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one record of one node. */
final class RecordBinding {
    private final Binder binder;
    private final RecordType type;
    private final Location location;

    /** Names of settings that may stand beside the record's own. */
    private final List<String> beside;

    /** Settings that a mistyped name was taken for: not to be reported as missing too. */
    private final Set<String> meant = new HashSet<>();

    RecordBinding(Binder binder, RecordType type, Location location) {
        this(binder, type, location, List.of());
    }

    RecordBinding(Binder binder, RecordType type, Location location, List<String> beside) {
        this.beside = beside;
        this.binder = binder;
        this.type = type;
        this.location = location;
    }

    Optional<Object> bind(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            return mapping(mapping);
        }
        return fitsBare(type, node) ? bare(node) : binder.mismatch(node, new Shape.Settings(type), location);
    }

    /** Whether a value that is no mapping may be meant for the record's first component. */
    static boolean fitsBare(RecordType type, YamlNode node) {
        return type.bare()
                && switch (type.first().shape().get()) {
                    case Shape.Leaf leaf -> node instanceof YamlScalar;
                    case Shape.ListOf list -> node instanceof YamlList || list.item() instanceof Shape.Leaf;
                    case Shape.MapOf map -> false;
                    case Shape.Settings settings -> false;
                    case Shape.Choice choice -> false;
                };
    }

    private Optional<Object> bare(YamlNode node) {
        var first = type.first().shape().get();
        return binder.bind(node, first, location).flatMap(value -> {
            var values = new @Nullable Object[type.settings().size()];
            values[0] = value;
            return rest(values, Map.of(), 1) ? construct(values, node) : Optional.empty();
        });
    }

    /** The record whose first component is made already, of the settings around it. */
    Optional<Object> around(Optional<Object> first, YamlMapping mapping) {
        var values = new @Nullable Object[type.settings().size()];
        boolean whole = rest(values, mapping.entries(), 1);
        return first.flatMap(value -> {
            values[0] = value;
            return whole ? construct(values, mapping) : Optional.empty();
        });
    }

    private Optional<Object> mapping(YamlMapping mapping) {
        mapping.entries().forEach((key, entry) -> {
            if (type.setting(key).isEmpty()) {
                unknown(key, location.child(key, entry.key()), mapping.entries().keySet());
            }
        });
        var values = new @Nullable Object[type.settings().size()];
        return rest(values, mapping.entries(), 0) ? construct(values, mapping) : Optional.empty();
    }

    private void unknown(String key, Location at, Set<String> present) {
        var absent =
                type.keys().stream().filter(name -> !present.contains(name)).toList();
        var nearest = Nearest.to(key, absent).or(() -> Nearest.to(key, names()));
        nearest.ifPresent(meant::add);
        binder.problems()
                .add(
                        at,
                        "unknown setting; "
                                + nearest.map(RecordBinding::didYouMean).orElseGet(this::possible));
    }

    static String didYouMean(String name) {
        return "did you mean " + Shown.value(name) + "?";
    }

    private String possible() {
        return names().isEmpty() ? "none is possible here" : "possible here: " + Expected.names(names());
    }

    private List<String> names() {
        return Stream.concat(type.keys().stream(), beside.stream()).toList();
    }

    /** Fills in the values from the one at {@code from}; false if one cannot be had. */
    private boolean rest(@Nullable Object[] values, Map<String, YamlMapping.Entry> entries, int from) {
        boolean whole = true;
        for (int i = from; i < values.length; i++) {
            var setting = type.settings().get(i);
            var entry = entries.get(setting.key());
            if (entry != null) {
                var at = location.child(setting.key(), entry.pointer());
                var value = binder.bind(entry.value(), setting.shape().get(), at);
                values[i] = value.orElse(null);
                whole &= value.isPresent();
            } else {
                switch (setting.need()) {
                    case Setting.Need.Required() -> {
                        missing(setting);
                        whole = false;
                    }
                    case Setting.Need.Absent() -> values[i] = null;
                    case Setting.Need.Otherwise otherwise -> values[i] = byDefault(setting, otherwise);
                }
            }
        }
        return whole;
    }

    private void missing(Setting setting) {
        if (!meant.contains(setting.key())) {
            binder.problems()
                    .add(
                            location.child(setting.key(), location.position()),
                            "is missing; expected "
                                    + Expected.of(setting.shape().get()));
        }
    }

    private Object byDefault(Setting setting, Setting.Need.Otherwise otherwise) {
        var where = type.type().getName() + "." + setting.component();
        var wrong = new Problems("@Default of " + where);
        var node = otherwise.node();
        return new Binder(wrong, new Redaction())
                .bind(node, setting.shape().get(), Location.root(node.at()))
                .orElseThrow(() -> new IllegalStateException(wrong.found().toString()));
    }

    private Optional<Object> construct(@Nullable Object[] values, YamlNode node) {
        return new Construction(binder, type, location, node).of(values);
    }
}
