package dev.millrace.app.config.write;

import dev.millrace.app.config.bind.Binder;
import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Setting;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.shape.Shapes;
import dev.millrace.app.config.yaml.Redaction;
import dev.millrace.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into the settings they would be read from: the other way round of {@link
 * dev.millrace.app.config.ConfigReader}. What is as it would be by default is left out.
 */
public final class SettingsWriter {
    private SettingsWriter() {}

    /**
     * The settings that a value is read from.
     *
     * @param type a record, or a sealed interface of records
     */
    public static Written of(Object value, Class<?> type) {
        return written(value, Shapes.of(type));
    }

    private static Written written(Object value, Shape shape) {
        return switch (shape) {
            case Shape.Text() -> new Written.Scalar(ScalarText.text((String) value));
            case Shape.Truth() -> new Written.Scalar(value.toString());
            case Shape.Whole whole -> new Written.Scalar(value.toString());
            case Shape.Decimal() -> new Written.Scalar(ScalarText.number((Double) value));
            case Shape.Word(var words) -> new Written.Scalar(word(value, words));
            case Shape.Parsed parsed ->
                new Written.Scalar(ScalarText.parsed(
                        value instanceof Duration duration ? Durations.format(duration) : value.toString()));
            case Shape.ListOf(var item) -> {
                var items = new ArrayList<Written>();
                ((List<?>) value).forEach(each -> items.add(written(each, item)));
                yield new Written.Items(items);
            }
            case Shape.MapOf(var of) -> {
                var entries = new LinkedHashMap<String, Written>();
                ((Map<?, ?>) value).forEach((key, each) -> entries.put((String) key, written(each, of)));
                yield new Written.Mapping(entries);
            }
            case Shape.Settings(var type) -> record(value, type, type.bare());
            case Shape.Choice choice -> choice(value, choice);
        };
    }

    private static String word(Object value, Map<String, Object> words) {
        return words.entrySet().stream()
                .filter(word -> word.getValue().equals(value))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Written choice(Object value, Shape.Choice choice) {
        var type = choice.options().stream()
                .filter(option -> option.type().isInstance(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value + " is none of " + choice.type()));
        if (choice.beside().filter(type::equals).isPresent()) {
            return beside(value, type, choice);
        }
        return record(value, type, type.bare() && choice.bare().size() == 1);
    }

    /** The settings of the record that stands beside go in among those of the one within, where that has names. */
    private static Written beside(Object value, RecordType type, Shape.Choice choice) {
        var within = component(value, type.first());
        var inner = written(required(within), choice);
        var own = (Written.Mapping) record(value, type, false);
        boolean nested = choice.beside().orElseThrow().type().isInstance(within);
        if (nested || !(inner instanceof Written.Mapping(var innerEntries))) {
            return own;
        }
        var entries = new LinkedHashMap<>(innerEntries);
        own.entries().forEach((key, setting) -> {
            if (!key.equals(type.firstKey())) {
                entries.put(key, setting);
            }
        });
        return new Written.Mapping(entries);
    }

    private static Written record(Object value, RecordType type, boolean bare) {
        var entries = new LinkedHashMap<String, Written>();
        for (var setting : type.settings()) {
            var component = component(value, setting);
            if (component != null && !isDefault(component, setting)) {
                entries.put(setting.key(), written(component, setting.shape().get()));
            }
        }
        var first = entries.get(type.firstKey());
        return bare && entries.size() == 1 && first != null ? first : new Written.Mapping(entries);
    }

    private static boolean isDefault(Object value, Setting setting) {
        return setting.need() instanceof Setting.Need.Otherwise(var node)
                && new Binder(new Problems("default"), new Redaction())
                        .bind(node, setting.shape().get(), Location.root(node.at()))
                        .filter(value::equals)
                        .isPresent();
    }

    private static @Nullable Object component(Object value, Setting setting) {
        try {
            var accessor = value.getClass().getDeclaredMethod(setting.component());
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot ask " + value.getClass() + " for " + setting.component(), e);
        }
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a required setting is null");
        }
        return value;
    }
}
