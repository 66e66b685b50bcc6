package dev.millrace.app.config.bind;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Setting;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of a node the record that its words ask for.
 *
 * @param shape what there is to choose from
 */
record ChoiceBinding(Binder binder, Shape.Choice shape, Location location) {
    Optional<Object> bind(YamlNode node) {
        return node instanceof YamlMapping mapping ? mapping(mapping) : bare(node);
    }

    private Optional<Object> mapping(YamlMapping mapping) {
        var beside = shape.beside().filter(type -> besides(mapping, type));
        return beside.isPresent() ? wrapped(mapping, beside.get()) : option(mapping);
    }

    /** Whether settings stand here that belong beside others, rather than the record itself. */
    private boolean besides(YamlMapping mapping, RecordType type) {
        return !mapping.entries().containsKey(type.firstKey())
                && shape.settingsBeside().stream()
                        .anyMatch(setting -> mapping.entries().containsKey(setting.key()));
    }

    /** The record that stands beside, around the one that the other settings make. */
    private Optional<Object> wrapped(YamlMapping mapping, RecordType type) {
        var others = new LinkedHashMap<>(mapping.entries());
        shape.settingsBeside().forEach(setting -> others.remove(setting.key()));
        var own = new LinkedHashMap<>(mapping.entries());
        own.keySet().removeAll(others.keySet());
        var inner = option(new YamlMapping(mapping.at(), others, mapping.flow()));
        return new RecordBinding(binder, type, location)
                .around(inner, new YamlMapping(mapping.at(), own, mapping.flow()));
    }

    private Optional<Object> option(YamlMapping mapping) {
        var asked = shape.options().stream()
                .filter(option -> mapping.entries().containsKey(option.firstKey()))
                .toList();
        if (asked.isEmpty()) {
            return none(mapping);
        }
        // A word of one option may be an ordinary setting of another: then the other is meant.
        var words = asked.stream().map(RecordType::firstKey).toList();
        var fitting = asked.stream()
                .filter(option -> option.keys().containsAll(words))
                .toList();
        if (fitting.size() != 1) {
            return refused(location, "only one of " + Expected.names(words) + " can be here");
        }
        var beside = shape.settingsBeside().stream().map(Setting::key).toList();
        return new RecordBinding(binder, fitting.getFirst(), location, beside).bind(mapping);
    }

    private Optional<Object> none(YamlMapping mapping) {
        var needed = "one of these must be here: " + Expected.names(shape.words());
        var unknown = mapping.entries().entrySet().stream()
                .filter(entry -> unknown(entry.getKey()))
                .toList();
        for (var entry : unknown) {
            var nearest = Nearest.to(entry.getKey(), shape.words());
            if (nearest.isPresent()) {
                return unknown(entry, RecordBinding.didYouMean(nearest.get()));
            }
        }
        return unknown.isEmpty() ? refused(location, needed) : unknown(unknown.getFirst(), needed);
    }

    private Optional<Object> unknown(Map.Entry<String, YamlMapping.Entry> entry, String advice) {
        var at = location.child(entry.getKey(), entry.getValue().key());
        return refused(at, "unknown setting; " + advice);
    }

    /** Whether a name is no setting of any option. */
    private boolean unknown(String key) {
        return shape.options().stream().noneMatch(option -> option.keys().contains(key));
    }

    private Optional<Object> bare(YamlNode node) {
        var options = shape.bare().stream()
                .filter(option -> RecordBinding.fitsBare(option, node))
                .toList();
        if (options.size() == 1) {
            return new RecordBinding(binder, options.getFirst(), location).bind(node);
        }
        for (var option : options) {
            var trial = new Binder(new Problems(""), binder.redaction());
            var value = new RecordBinding(trial, option, location).bind(node);
            if (value.isPresent()) {
                return value;
            }
        }
        return binder.mismatch(node, shape, location);
    }

    private Optional<Object> refused(Location at, String message) {
        binder.problems().add(at, message);
        return Optional.empty();
    }
}
