package dev.millrace.app.reload;

import dev.millrace.app.config.shape.Names;
import dev.millrace.app.file.MillraceFile;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which settings two files differ, by the settings' paths; no deeper than to the settings of one source or limit. */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static List<String> between(MillraceFile before, MillraceFile after) {
        var differences = new Differences();
        differences.compareSettings("", before, after, true);
        return List.copyOf(differences.found);
    }

    private void compareSettings(String path, Object before, Object after, boolean deeper) {
        for (var component : before.getClass().getRecordComponents()) {
            compare(path + Names.kebab(component.getName()), value(component, before), value(component, after), deeper);
        }
    }

    private void compare(String path, @Nullable Object before, @Nullable Object after, boolean deeper) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (deeper && before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            var names = new TreeSet<String>();
            one.keySet().forEach(name -> names.add(name.toString()));
            other.keySet().forEach(name -> names.add(name.toString()));
            names.forEach(name -> compare(path + "." + name, one.get(name), other.get(name), true));
        } else if (deeper
                && before != null
                && after != null
                && before.getClass() == after.getClass()
                && before.getClass().isRecord()) {
            compareSettings(path + ".", before, after, false);
        } else {
            found.add(path);
        }
    }

    private static @Nullable Object value(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the settings of a file are public: " + component, e);
        }
    }
}
