package dev.millrace.app.config.bind;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
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
        return new RecordBinding(binder, fitting.getFirst(), location).bind(mapping);
    }

    private Optional<Object> none(YamlMapping mapping) {
        for (var entry : mapping.entries().entrySet()) {
            var nearest = Nearest.to(entry.getKey(), shape.words());
            if (nearest.isPresent()) {
                return refused(
                        location.child(entry.getKey(), entry.getValue().key()),
                        "unknown setting; " + RecordBinding.didYouMean(nearest.get()));
            }
        }
        return refused(location, "one of these must be here: " + Expected.names(shape.words()));
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
