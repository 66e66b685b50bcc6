package dev.millrace.app.config.problem;

/**
 * A setting's path, such as {@code pipelines.revenue.steps[2].filter}, and where in the file it stands.
 *
 * @param path     empty for the whole file
 * @param position where to point
 */
public record Location(String path, Position position) {
    /** The whole of a file whose first node stands at {@code position}. */
    public static Location root(Position position) {
        return new Location("", position);
    }

    /** A setting in this one. */
    public Location child(String key, Position at) {
        var shown = Shown.key(key);
        return new Location(path.isEmpty() ? shown : path + "." + shown, at);
    }

    /** An item of this list, counted from 0. */
    public Location item(int index, Position at) {
        return new Location(path + "[" + index + "]", at);
    }

    /** What a path leads to from here that is not in the file: points where this does. */
    public Location beyond(String rest) {
        return new Location(path.isEmpty() || rest.startsWith("[") ? path + rest : path + "." + rest, position);
    }
}
