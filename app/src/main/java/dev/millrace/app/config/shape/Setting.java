package dev.millrace.app.config.shape;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.yaml.Variables;
import dev.millrace.app.config.yaml.YamlNode;
import dev.millrace.app.config.yaml.YamlText;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A component of a record, as a setting.
 *
 * @param key       its name in the file
 * @param component its name in Java
 * @param shape     what it may be; looked up when asked for, since records may hold records of their own type
 * @param need      what becomes of it where the file is silent
 * @param doc       what it means
 */
public record Setting(String key, String component, Supplier<Shape> shape, Need need, Optional<String> doc) {
    /** What becomes of a setting where the file is silent. */
    public sealed interface Need {
        /** That is an error. */
        record Required() implements Need {}

        /** It is null. */
        record Absent() implements Need {}

        /**
         * It is this.
         *
         * @param node the default, as if it stood in the file
         */
        record Otherwise(YamlNode node) implements Need {
            /** Reads a default; throws {@link IllegalArgumentException} if it is not YAML. */
            static Otherwise of(String text, String where) {
                try {
                    return new Otherwise(YamlText.read(text, Variables.untouched(), new Problems(where)));
                } catch (InvalidFile e) {
                    throw new IllegalArgumentException(e.getMessage(), e);
                }
            }
        }
    }

    public boolean required() {
        return need instanceof Need.Required;
    }
}
