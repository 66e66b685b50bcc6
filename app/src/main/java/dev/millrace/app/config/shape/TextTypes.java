package dev.millrace.app.config.shape;

import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Written;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that read their own text: some of the JDK's, and any with a {@code public static parse(String)}. */
final class TextTypes {
    private static final Map<Class<?>, TextType> OF_THE_JDK = Map.of(
            Duration.class, written(Duration.class, Durations.class.getAnnotation(Written.class), Durations::parse),
            Instant.class, free(Instant.class, "a time such as 2026-01-31T12:00:00Z", TextTypes::instant),
            Path.class, free(Path.class, "a path such as data/access.log", TextTypes::path),
            URI.class, free(URI.class, "a URI such as s3://bucket/folder", TextTypes::uri));

    private TextTypes() {}

    static Optional<TextType> of(Class<?> type) {
        var known = OF_THE_JDK.get(type);
        return known != null ? Optional.of(known) : parse(type).map(method -> own(type, method));
    }

    private static TextType written(Class<?> type, @Nullable Written written, Function<String, Object> reader) {
        return written == null
                ? free(type, Names.one(type), reader)
                : new TextType(type, written, written.as() + " such as " + written.example(), reader);
    }

    private static TextType free(Class<?> type, String expected, Function<String, Object> reader) {
        return new TextType(type, null, expected, reader);
    }

    private static TextType own(Class<?> type, Method parse) {
        return written(type, type.getAnnotation(Written.class), text -> call(parse, text));
    }

    private static Optional<Method> parse(Class<?> type) {
        try {
            var method = type.getDeclaredMethod("parse", String.class);
            var fits = Modifier.isStatic(method.getModifiers())
                    && Modifier.isPublic(method.getModifiers())
                    && type.isAssignableFrom(method.getReturnType());
            if (fits) {
                method.setAccessible(true);
            }
            return fits ? Optional.of(method) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Object call(Method parse, String text) {
        try {
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(parse + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(parse + " may not be called", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidSetting("", "'" + text + "' is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidSetting("", "'" + text + "' is not a path: " + e.getReason());
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidSetting("", "'" + text + "' is not a URI: " + e.getReason());
        }
    }
}
