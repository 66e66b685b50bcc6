package dev.millrace.app.config;

import dev.millrace.app.config.bind.Binder;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.shape.Shapes;
import dev.millrace.app.config.yaml.FileText;
import dev.millrace.app.config.yaml.Redaction;
import dev.millrace.app.config.yaml.Variables;
import dev.millrace.app.config.yaml.YamlText;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a YAML file into a record.
 *
 * <p>The record's components are the settings: {@code maxSize} is {@code max-size} in the file. A component is required
 * unless it is {@link org.jspecify.annotations.Nullable} or has a {@link dev.millrace.settings.Default}. It may be a
 * {@code String}, {@code boolean}, {@code int}, {@code long} or {@code double}, an enum, a {@code Duration}, {@code
 * Instant}, {@code Path} or {@code URI}, a type with a {@code public static parse(String)}, another record, a sealed
 * interface of records (the one whose first component is there is meant), or a {@code List} of these or a {@code Map}
 * of them by {@code String}. Records refuse what they can't be with {@link dev.millrace.settings.InvalidSetting}.
 *
 * <p>{@code ${NAME}} and {@code ${NAME:default}} in values come from the environment; with a second dollar sign before
 * it a brace is a plain one.
 */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * Reads a file.
     *
     * @param environment the variables the file may use
     * @throws InvalidFile with all that is wrong, if anything is
     */
    public static <T> ConfigFile<T> read(Path file, Class<T> type, Map<String, String> environment) throws InvalidFile {
        var problems = new Problems(file.toString());
        return bind(file, FileText.of(file, problems), type, environment, problems);
    }

    /**
     * Reads a text.
     *
     * @param name        what messages call it
     * @param environment the variables the text may use
     * @throws InvalidFile with all that is wrong, if anything is
     */
    public static <T> ConfigFile<T> read(Path name, String text, Class<T> type, Map<String, String> environment)
            throws InvalidFile {
        var problems = new Problems(name.toString());
        return bind(name, FileText.of(text, problems), type, environment, problems);
    }

    private static <T> ConfigFile<T> bind(
            Path file, String text, Class<T> type, Map<String, String> environment, Problems problems)
            throws InvalidFile {
        var shape = Shapes.of(type);
        var root = YamlText.read(text, Variables.of(environment), problems);
        var redaction = new Redaction();
        var value = new Binder(problems, redaction).bind(root, shape, Location.root(root.at()));
        problems.throwIfAny();
        return new ConfigFile<>(type.cast(value.orElseThrow()), file, root, redaction);
    }
}
