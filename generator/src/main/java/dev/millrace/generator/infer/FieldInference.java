package dev.millrace.generator.infer;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes kinds of fields of profiles; notes what there is to say, by path. For one inference. */
final class FieldInference {
    private final TextKinds texts;
    private final NumberKinds numbers;
    private final Map<String, String> notes = new LinkedHashMap<>();

    FieldInference(int mostListed) {
        this.texts = new TextKinds(mostListed);
        this.numbers = new NumberKinds(mostListed);
    }

    /** The fields of objects. */
    Map<String, FieldKind> fields(ObjectProfile profile, String path) {
        var fields = new LinkedHashMap<String, FieldKind>();
        profile.fields().forEach((name, value) -> {
            var inner = path.isEmpty() ? name : path + "." + name;
            fields.put(name, nullable(value, profile.objects(), inner, FieldName.of(name)));
        });
        return fields;
    }

    /** What there is to say about fields, by their paths. */
    Map<String, String> notes() {
        return notes;
    }

    /** @param among how many times the field could have been there: a field that is missing reads as null */
    private FieldKind nullable(ValueProfile value, long among, String path, FieldName name) {
        long there = value.values();
        if (there == 0) {
            return new CompositeKind.Fixed("null");
        }
        var kind = kind(value, path, name);
        return there == among ? kind : new CompositeKind.Sometimes(kind, Figures.share(among - there, among));
    }

    private FieldKind kind(ValueProfile value, String path, FieldName name) {
        var parts = new ArrayList<CompositeKind.Part>();
        var text = value.text();
        if (text != null) {
            parts.add(new CompositeKind.Part(noted(texts.of(text, name), path), value.texts()));
        }
        var number = value.number();
        if (number != null) {
            parts.add(new CompositeKind.Part(noted(numbers.of(number, name), path), value.numbers()));
        }
        if (value.truths() > 0) {
            parts.add(new CompositeKind.Part(truth(value), value.truths()));
        }
        var object = value.object();
        if (object != null) {
            var fields = fields(object, path);
            var kind = fields.isEmpty() ? new CompositeKind.Fixed("{}") : new CompositeKind.Nested(fields);
            parts.add(new CompositeKind.Part(kind, value.objects()));
        }
        var array = value.array();
        if (array != null) {
            var kind = array.values() == 0
                    ? new CompositeKind.Fixed("[]")
                    : new CompositeKind.Array(
                            nullable(array.items(), array.values(), path + "[]", name), array.length());
            parts.add(new CompositeKind.Part(kind, value.arrays()));
        }
        if (parts.size() == 1) {
            return parts.getFirst().of();
        }
        notes.put(path, "values of several types");
        return new CompositeKind.Mix(parts);
    }

    private FieldKind noted(Fitted fitted, String path) {
        if (!fitted.note().isEmpty()) {
            notes.merge(path, fitted.note(), (one, other) -> one + "; " + other);
        }
        return fitted.kind();
    }

    private static FieldKind truth(ValueProfile value) {
        if (value.trues() == 0 || value.trues() == value.truths()) {
            return new FieldKind.Constant(Literal.parse(Boolean.toString(value.trues() > 0)));
        }
        return new FieldKind.Flag(Figures.share(value.trues(), value.truths()));
    }
}
