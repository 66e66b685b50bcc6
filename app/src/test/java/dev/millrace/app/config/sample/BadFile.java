package dev.millrace.app.config.sample;

import java.util.List;

/**
 * A file that is refused, as a {@link Shop}.
 *
 * @param name   for the reader of a failed test
 * @param seenBy who can see that it is wrong
 * @param text   the file
 * @param lines  what is said of it, without the file's name
 */
public record BadFile(String name, SeenBy seenBy, String text, List<String> lines) {
    /** Who can see that a file is wrong. */
    public enum SeenBy {
        /** The reader, and the schema too. */
        SCHEMA,
        /** Only the reader: the schema takes each value for possible. */
        READER,
        /** Only the reader: the file has no tree a schema could be held against. */
        PARSER
    }

    @Override
    public String toString() {
        return name;
    }
}
