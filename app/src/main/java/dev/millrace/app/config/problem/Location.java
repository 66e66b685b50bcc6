package dev.millrace.app.config.problem;

import java.util.function.Supplier;

/**
 * A setting, and where in the file it stands. Immutable.
 *
 * @param name     makes the setting's path: only asked for where there is something to say about it
 * @param position where to point
 */
public record Location(Supplier<String> name, Position position) {
    /** The whole of a file whose first node stands at {@code position}. */
    public static Location root(Position position) {
        return new Location(() -> "", position);
    }

    /** The setting's path, such as {@code pipelines.revenue.steps[2].filter}; empty for the whole file. */
    public String path() {
        return name.get();
    }

    /** The same setting, pointing elsewhere. */
    public Location at(Position elsewhere) {
        return new Location(name, elsewhere);
    }

    /** A setting in this one. */
    public Location child(String key, Position at) {
        return new Location(() -> joined(path(), Shown.key(key)), at);
    }

    /** An item of this list, counted from 0. */
    public Location item(int index, Position at) {
        return new Location(() -> path() + "[" + index + "]", at);
    }

    /** What a path leads to from here that is not in the file: points where this does. */
    public Location beyond(String rest) {
        return new Location(() -> rest.startsWith("[") ? path() + rest : joined(path(), rest), position);
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
