package dev.millrace.generator.field;

import dev.millrace.settings.InvalidSetting;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object, and what they see of the objects around it. Each field is compiled once, when it is first
 * asked for; a field that needs itself is found. For one compilation, by one thread.
 */
final class Scope {
    private final FieldCompiler source;
    private final Map<String, FieldKind> fields;
    private final @Nullable Scope outer;
    private final long perOuter;
    private final String place;
    private final String name;
    private final Map<String, FieldWriter> compiled = new HashMap<>();
    private final Map<String, Scope> objects = new HashMap<>();

    /**
     * @param perOuter how many indices of this scope go into one of the outer: in a list, its greatest length
     * @param place    where the fields stand in the file
     * @param name     what goes before their names for the seeds
     */
    Scope(
            FieldCompiler source,
            Map<String, FieldKind> fields,
            @Nullable Scope outer,
            long perOuter,
            String place,
            String name) {
        this.source = source;
        this.fields = fields;
        this.outer = outer;
        this.perOuter = perOuter;
        this.place = place;
        this.name = name;
    }

    /** A field of this event, found by its name. */
    record Found(Scope scope, String name, long indices) {
        FieldKind kind() {
            return scope.kind(name);
        }

        /** Its writer, for indices of the scope that looked for it. */
        FieldWriter writer() {
            var writer = scope.writer(name);
            return indices == 1 ? writer : new OuterWriter(writer, indices);
        }
    }

    FieldCompiler source() {
        return source;
    }

    /** How many indices here go into one of the events. */
    long perEvent() {
        return outer == null ? 1 : perOuter * outer.perEvent();
    }

    /** Whether a list is around these fields. The scope of a list itself has no fields, only what is around it. */
    boolean listed() {
        return outer != null && (fields.isEmpty() || outer.listed());
    }

    /** The names that can be seen from here. */
    Set<String> names() {
        var names = new LinkedHashSet<>(fields.keySet());
        if (outer != null) {
            names.addAll(outer.names());
        }
        return names;
    }

    /** A field here or around, by its name or its path, such as {@code address.city}. */
    Optional<Found> find(String path) {
        if (fields.containsKey(path)) {
            return Optional.of(new Found(this, path, 1));
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            var object = object(path.substring(0, dot));
            var inner = object == null
                    ? Optional.<Found>empty()
                    : object.find(path.substring(dot + 1)).filter(found -> found.scope != this);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return outer == null
                ? Optional.empty()
                : outer.find(path).map(found -> new Found(found.scope, found.name, found.indices * perOuter));
    }

    /** The writer of one of the fields. */
    FieldWriter writer(String field) {
        var known = compiled.get(field);
        if (known != null) {
            return known;
        }
        var spot = new Spot(this, place + "." + field, name + "." + field);
        var path = source.path();
        if (!path.add(spot.place())) {
            throw new InvalidSetting(spot.place(), "refers to itself: " + String.join(" -> ", path));
        }
        var writer = source.compile(kind(field), spot);
        path.remove(spot.place());
        compiled.put(field, writer);
        return writer;
    }

    /** The scope of the fields of an object, the same each time. */
    Scope object(Spot spot, CompositeKind.Nested kind) {
        return objects.computeIfAbsent(
                spot.name(), at -> new Scope(source, kind.object(), this, 1, spot.place() + ".object", spot.name()));
    }

    private @Nullable Scope object(String field) {
        var spot = new Spot(this, place + "." + field, name + "." + field);
        return switch (fields.get(field)) {
            case CompositeKind.Nested nested -> object(spot, nested);
            case CompositeKind.Sometimes(CompositeKind.Nested nested, var nulls) -> object(spot, nested);
            case null, default -> null;
        };
    }

    private FieldKind kind(String field) {
        var kind = fields.get(field);
        if (kind == null) {
            throw new InvalidSetting(place, "there is no field '" + field + "', only " + String.join(", ", names()));
        }
        return kind;
    }
}
