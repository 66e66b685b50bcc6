package dev.millrace.app.config.shape;

import dev.millrace.settings.Written;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type that reads its own text.
 *
 * @param type     what it becomes
 * @param written  how it is written; absent where the type does not say
 * @param expected what an error message asks for: {@code a rate such as 5000/s}
 * @param reader   reads a text; throws {@link IllegalArgumentException} or {@link java.time.DateTimeException} where
 *                 it is none
 */
public record TextType(Class<?> type, @Nullable Written written, String expected, Function<String, Object> reader) {}
