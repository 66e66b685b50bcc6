package dev.millrace.app.config.problem;

/**
 * One thing that is wrong with a file, as one line for the person who wrote it.
 *
 * @param file    the file as the user named it
 * @param line    from 1; 0 where the problem is the file as a whole
 * @param column  from 1; 0 where the problem is the file as a whole
 * @param path    the setting, such as {@code sources.orders.rate}; empty where it is none
 * @param message what is wrong, and what would be right
 */
public record Problem(String file, int line, int column, String path, String message) {
    /** {@code FILE:LINE:COLUMN: path: message}, without the parts there are none of. */
    @Override
    public String toString() {
        var where = line == 0 ? file : file + ":" + line + ":" + column;
        return where + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
