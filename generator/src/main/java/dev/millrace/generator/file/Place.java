package dev.millrace.generator.file;

import java.time.Instant;
import java.util.Map;

/**
 * A place in one file: up to where its lines have been delivered.
 *
 * @param file        the file's identity as the file system has it (device and inode); empty for a place before
 *     any file
 * @param fingerprint its first bytes
 * @param offset      bytes from its beginning
 * @param modified    when the file was last written, as far as was seen; files rotated later are newer
 */
record Place(String file, Fingerprint fingerprint, long offset, Instant modified) {
    private static final String FILE = "file";
    private static final String FINGERPRINT = "fingerprint";
    private static final String OFFSET = "offset";
    private static final String MODIFIED = "modified";

    /** The place before every file that is written after {@code modified}. */
    static Place before(Instant modified) {
        return new Place("", Fingerprint.NONE, 0, modified);
    }

    boolean isBefore() {
        return file.isEmpty() && fingerprint.length() == 0;
    }

    void write(String prefix, Map<String, String> into) {
        into.put(prefix + FILE, file);
        into.put(prefix + FINGERPRINT, fingerprint.toString());
        into.put(prefix + OFFSET, Long.toString(offset));
        into.put(prefix + MODIFIED, modified.toString());
    }

    static boolean isIn(String prefix, Map<String, String> from) {
        return from.containsKey(prefix + FILE);
    }

    static Place read(String prefix, Map<String, String> from) {
        return new Place(
                text(prefix + FILE, from),
                Fingerprint.parse(text(prefix + FINGERPRINT, from)),
                Long.parseLong(text(prefix + OFFSET, from)),
                Instant.parse(text(prefix + MODIFIED, from)));
    }

    private static String text(String name, Map<String, String> from) {
        var text = from.get(name);
        if (text == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return text;
    }
}
