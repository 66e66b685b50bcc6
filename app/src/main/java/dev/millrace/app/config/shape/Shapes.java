package dev.millrace.app.config.shape;

import dev.millrace.settings.Beside;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shapes of settings from Java types. The shape that comes of it is immutable and thread-safe.
 *
 * <p>A type that no setting can have, here or anywhere within, is a bug in that type: {@link
 * IllegalArgumentException} says where.
 */
public final class Shapes {
    private final Map<Type, Shape> known = new HashMap<>();

    /** The shape of a type and of all that is in it. */
    public static Shape of(Class<?> type) {
        return new Shapes().shape(type, type.getSimpleName());
    }

    private Shape shape(Type type, String where) {
        var before = known.get(type);
        if (before != null) {
            return before;
        }
        var shape = read(type, where);
        known.put(type, shape);
        return shape;
    }

    private Shape read(Type type, String where) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Shape.ListOf(shape(arguments[0], where));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new Shape.MapOf(shape(arguments[1], where));
            }
        }
        if (type instanceof Class<?> plain) {
            var leaf = leaf(plain);
            if (leaf != null) {
                return leaf;
            }
            if (plain.isRecord()) {
                return new Shape.Settings(record(plain));
            }
            if (plain.isInterface() && plain.isSealed()) {
                return choice(plain);
            }
        }
        throw new IllegalArgumentException(where + ": a setting cannot be of type " + type.getTypeName());
    }

    private static Shape.@Nullable Leaf leaf(Class<?> type) {
        if (type == String.class) {
            return new Shape.Text();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Shape.Truth();
        }
        if (type == int.class || type == Integer.class) {
            return new Shape.Whole(false);
        }
        if (type == long.class || type == Long.class) {
            return new Shape.Whole(true);
        }
        if (type == double.class || type == Double.class) {
            return new Shape.Decimal();
        }
        if (type.isEnum()) {
            return words(type);
        }
        return TextTypes.of(type).map(Shape.Parsed::new).orElse(null);
    }

    private static Shape.Word words(Class<?> type) {
        var words = new LinkedHashMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            words.put(Names.word((Enum<?>) constant), constant);
        }
        return new Shape.Word(Collections.unmodifiableMap(words));
    }

    private RecordType record(Class<?> type) {
        if (known.get(type) instanceof Shape.Settings(var before)) {
            return before;
        }
        var components = type.getRecordComponents();
        var settings = Arrays.stream(components).map(this::setting).toList();
        var read = new RecordType(type, constructor(type, components), settings);
        known.put(type, new Shape.Settings(read));
        // Now that the record itself is known, it may be found again within.
        for (var component : components) {
            shape(component.getGenericType(), where(component));
        }
        if (read.bare() && !canBeBare(settings)) {
            throw new IllegalArgumentException(type.getName()
                    + ": a @Scalar record's first component is required, no other is, and it is a scalar or a list");
        }
        return read;
    }

    private static boolean canBeBare(List<Setting> settings) {
        return !settings.isEmpty()
                && settings.getFirst().required()
                && settings.stream().skip(1).noneMatch(Setting::required)
                && switch (settings.getFirst().shape().get()) {
                    case Shape.Leaf leaf -> true;
                    case Shape.ListOf list -> true;
                    case Shape.MapOf map -> false;
                    case Shape.Settings record -> false;
                    case Shape.Choice choice -> false;
                };
    }

    private Setting setting(RecordComponent component) {
        var where = where(component);
        var type = component.getGenericType();
        return new Setting(
                Names.kebab(component.getName()),
                component.getName(),
                () -> shape(type, where),
                need(component, where),
                Optional.ofNullable(component.getAnnotation(Doc.class)).map(Doc::value));
    }

    private static String where(RecordComponent component) {
        return component.getDeclaringRecord().getName() + "." + component.getName();
    }

    private static Setting.Need need(RecordComponent component, String where) {
        var nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        var otherwise = component.getAnnotation(Default.class);
        if (nullable && otherwise != null) {
            throw new IllegalArgumentException(where + ": has a default, and so is never null");
        }
        if (otherwise != null) {
            return Setting.Need.Otherwise.of(otherwise.value(), "@Default of " + where);
        }
        return nullable ? new Setting.Need.Absent() : new Setting.Need.Required();
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without a canonical constructor: " + type.getName(), e);
        }
    }

    private Shape.Choice choice(Class<?> type) {
        var records = new ArrayList<Class<?>>();
        permitted(type, records);
        var options = records.stream().map(this::record).toList();
        var read = new Shape.Choice(type, options, beside(type, options));
        for (var option : options) {
            if (option.settings().isEmpty() || !option.first().required()) {
                throw new IllegalArgumentException(
                        option.type().getName() + ": its first component tells it from the others, so it is required");
            }
        }
        if (read.words().stream().distinct().count() < options.size()) {
            throw new IllegalArgumentException(
                    type.getName() + ": two of its records have first components of the same name: " + read.words());
        }
        return read;
    }

    private static Optional<RecordType> beside(Class<?> type, List<RecordType> options) {
        var marked = options.stream()
                .filter(option -> option.type().isAnnotationPresent(Beside.class))
                .toList();
        if (marked.isEmpty()) {
            return Optional.empty();
        }
        var beside = marked.getFirst();
        if (marked.size() > 1 || beside.type().getRecordComponents()[0].getType() != type) {
            throw new IllegalArgumentException(type.getName()
                    + ": at most one of its records is @Beside, and that one's first component is of this type");
        }
        for (var option : options) {
            if (!option.equals(beside)) {
                beside.settings().stream()
                        .skip(1)
                        .filter(setting -> option.setting(setting.key()).isPresent())
                        .forEach(setting -> {
                            throw new IllegalArgumentException(option.type().getName() + ": has a setting '"
                                    + setting.key() + "' of its own, so the one of "
                                    + beside.type().getName() + " cannot stand beside it");
                        });
            }
        }
        return Optional.of(beside);
    }

    private static void permitted(Class<?> type, List<Class<?>> records) {
        for (var option : type.getPermittedSubclasses()) {
            if (option.isRecord()) {
                records.add(option);
            } else if (option.isInterface() && option.isSealed()) {
                permitted(option, records);
            } else {
                throw new IllegalArgumentException(
                        option.getName() + ": what a sealed type of settings permits must be a record");
            }
        }
    }
}
