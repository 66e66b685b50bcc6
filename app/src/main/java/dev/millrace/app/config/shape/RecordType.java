package dev.millrace.app.config.shape;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Scalar;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;

/**
 * A record as settings.
 *
 * @param type        the record
 * @param constructor its canonical constructor, which may be called
 * @param settings    its components, in their order
 */
public record RecordType(Class<?> type, Constructor<?> constructor, List<Setting> settings) {
    /** Whether it may be written as its first component's bare value. */
    public boolean bare() {
        return type.isAnnotationPresent(Scalar.class);
    }

    /** The first component: what tells the records of a choice apart, and what a bare value is for. */
    public Setting first() {
        return settings.getFirst();
    }

    public String firstKey() {
        return first().key();
    }

    public List<String> keys() {
        return settings.stream().map(Setting::key).toList();
    }

    /** The setting of that name in the file. */
    public Optional<Setting> setting(String key) {
        return settings.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** What the record means. */
    public Optional<String> doc() {
        return Optional.ofNullable(type.getAnnotation(Doc.class)).map(Doc::value);
    }
}
