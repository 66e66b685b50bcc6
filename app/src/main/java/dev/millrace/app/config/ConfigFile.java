package dev.millrace.app.config;

import dev.millrace.app.config.problem.Location;
import dev.millrace.app.config.problem.Problem;
import dev.millrace.app.config.problem.Problems;
import dev.millrace.app.config.shape.Names;
import dev.millrace.app.config.yaml.NodePath;
import dev.millrace.app.config.yaml.Redaction;
import dev.millrace.app.config.yaml.YamlNode;
import java.nio.file.Path;

/**
 * A file that has been read: its settings, and where each of them stands, so that a later stage can point into the
 * file too. Immutable and thread-safe.
 *
 * @param <T> the type of the settings
 */
public final class ConfigFile<T> {
    private final T value;
    private final Path file;
    private final YamlNode root;
    private final Redaction redaction;

    ConfigFile(T value, Path file, YamlNode root, Redaction redaction) {
        this.value = value;
        this.file = file;
        this.root = root;
        this.redaction = redaction;
    }

    /** What the file says. */
    public T value() {
        return value;
    }

    /** The file, as the user named it. */
    public Path file() {
        return file;
    }

    /**
     * A problem with a setting that only shows later, such as an expression that does not compile.
     *
     * @param path    such as {@code pipelines.revenue.steps[2].filter}; names as in the file or as in Java. If the file
     *                has no such setting, the problem points at the nearest one around it
     * @param message what is wrong; values from the environment in it are hidden
     */
    public Problem at(String path, String message) {
        var found = NodePath.follow(Location.root(root.at()), root, path, Names::kebab);
        return new Problems(file.toString()).problem(found.location(), redaction.clean(found.node(), message));
    }
}
