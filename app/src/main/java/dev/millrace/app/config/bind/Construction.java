package dev.millrace.app.config.bind;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.shape.Names;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Setting;
import dev.millrace.app.config.yaml.NodePath;
import dev.millrace.app.config.yaml.YamlMapping;
import dev.millrace.app.config.yaml.YamlNode;
import dev.millrace.settings.InvalidSetting;
import java.lang.reflect.InvocationTargetException;
import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls a record's constructor, and turns its refusal into a problem of the field it names.
 *
 * @param node what the record is made of: its mapping, or the bare value of its first component
 */
record Construction(Binder binder, RecordType type, Location location, YamlNode node) {
    Optional<Object> of(@Nullable Object[] values) {
        try {
            return Optional.of(type.constructor().newInstance(values));
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case InvalidSetting refusal -> refused(refusal.field(), refusal.problem());
                case IllegalArgumentException refusal -> refused("", String.valueOf(refusal.getMessage()));
                case ArithmeticException refusal -> refused("", String.valueOf(refusal.getMessage()));
                case DateTimeException refusal -> refused("", String.valueOf(refusal.getMessage()));
                case null, default ->
                    throw new IllegalStateException(
                            "cannot make " + type.type() + " at " + location.path(), e.getCause());
            }
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.type(), e);
        }
    }

    private void refused(String field, String problem) {
        var found = NodePath.follow(location, node, inFile(field), Names::kebab);
        binder.problems().add(found.location(), binder.redaction().clean(node, problem));
    }

    /** A field's path with its first name as the file has it; a bare value has no name of its own. */
    private String inFile(String field) {
        for (var setting : type.settings()) {
            for (var name : new String[] {setting.component(), setting.key()}) {
                if (begins(field, name)) {
                    var rest = field.substring(name.length());
                    return bare(setting) ? rest : setting.key() + rest;
                }
            }
        }
        return field;
    }

    private boolean bare(Setting setting) {
        return !(node instanceof YamlMapping) && setting.equals(type.first());
    }

    private static boolean begins(String field, String name) {
        return field.startsWith(name)
                && (field.length() == name.length() || ".[".indexOf(field.charAt(name.length())) >= 0);
    }
}
