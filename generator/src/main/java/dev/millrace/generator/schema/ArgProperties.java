package dev.millrace.generator.schema;

import dev.millrace.generator.schema.SchemaKinds.Part;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a schema's {@code arg.properties}: how Confluent's avro-random-generator, which Kafka Connect's datagen
 * is built on, is told what to make; read as its own source reads it, as of 0.3.2.
 *
 * @param part the properties, or the type that has none
 */
record ArgProperties(Part part) {
    private static final String NAME = "arg.properties";
    private static final Set<String> KNOWN =
            Set.of("options", "iteration", "range", "length", "regex", "prefix", "suffix", "keys", "odds");

    /** The properties of a type; empty ones where it has none. */
    static ArgProperties of(Part type) throws InvalidSchema {
        if (!(type.node() instanceof SchemaNode.Members members) || !members.has(NAME)) {
            return new ArgProperties(
                    type.in(NAME, new SchemaNode.Members(type.node().at(), Map.of())));
        }
        var part = type.in(NAME, members.at(NAME));
        var properties = new ArgProperties(part);
        for (var name : properties.members().members().keySet()) {
            if (!KNOWN.contains(name)) {
                throw part.in(name, properties.members().at(name))
                        .refused("unknown annotation; there are " + String.join(", ", new TreeSet<>(KNOWN)));
            }
        }
        properties.refuseBeside("options", "length", "regex", "iteration", "range");
        properties.refuseBeside("iteration", "length", "regex", "range");
        return properties;
    }

    /** The part of that name. */
    Optional<Part> get(String name) throws InvalidSchema {
        return members().get(name).map(node -> part.in(name, node));
    }

    /** The text of that name. */
    Optional<String> text(String name) throws InvalidSchema {
        var found = get(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().node() instanceof SchemaNode.Text(var at, var text)) {
            return Optional.of(text);
        }
        throw found.get().refused("must be a text, was " + found.get().node().described());
    }

    /** The number of that name in the object of another. */
    static @Nullable BigDecimal number(Part of, String name) throws InvalidSchema {
        if (!(of.node() instanceof SchemaNode.Members members)) {
            throw of.refused("must be an object, was " + of.node().described());
        }
        var value = members.members().get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof SchemaNode.Figure(var at, var number)) {
            return number;
        }
        throw of.in(name, value).refused("must be a number, was " + value.described());
    }

    /**
     * A length in characters or items: {@code least} included, {@code below} not.
     */
    record Lengths(int least, int below) {
        int most() {
            return below - 1;
        }
    }

    /** The lengths asked for: from 8 to below 16 where nothing is said. */
    Lengths lengths() throws InvalidSchema {
        var length = get("length");
        if (length.isEmpty()) {
            return new Lengths(8, 16);
        }
        if (length.get().node() instanceof SchemaNode.Figure(var at, var number)) {
            int exact = whole(length.get(), number);
            return new Lengths(exact, exact + 1);
        }
        var min = number(length.get(), "min");
        var max = number(length.get(), "max");
        if (min == null && max == null) {
            throw length.get().refused("must be a number, or an object with 'min', 'max' or both");
        }
        int least = min == null ? 0 : whole(length.get(), min);
        // Without an end there is none to keep to; something must be chosen.
        int below = max == null ? least + 16 : whole(length.get(), max);
        if (below <= least) {
            throw length.get().refused("'max', which is not reached, must be above 'min'");
        }
        return new Lengths(least, below);
    }

    private SchemaNode.Members members() throws InvalidSchema {
        if (part.node() instanceof SchemaNode.Members members) {
            return members;
        }
        throw part.refused("must be an object, was " + part.node().described());
    }

    private void refuseBeside(String name, String... others) throws InvalidSchema {
        for (var other : others) {
            var found = get(other);
            if (get(name).isPresent() && found.isPresent()) {
                throw found.get().refused("cannot be beside '" + name + "'");
            }
        }
    }

    private static int whole(Part part, BigDecimal number) throws InvalidSchema {
        if (number.signum() < 0
                || number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(10_000)) > 0) {
            throw part.refused("a length is a whole number from 0 to 10000, was " + number);
        }
        return number.intValueExact();
    }
}
