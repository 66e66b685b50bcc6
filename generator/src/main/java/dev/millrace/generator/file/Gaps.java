package dev.millrace.generator.file;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and names the occasions on which lines may have been missed. Not thread-safe. */
final class Gaps {
    private static final Logger log = LoggerFactory.getLogger(Gaps.class);

    private long count;

    long count() {
        return count;
    }

    /** The file that was being read is gone, with what was not read of it. */
    void gone(Path live, Place place) {
        count++;
        log.atWarn()
                .addKeyValue("file", live)
                .addKeyValue("offset", place.offset())
                .addKeyValue("fingerprint", place.fingerprint())
                .log("the file that was being read is gone, lines may be missing: keep rotated files longer, or read"
                        + " more often");
    }

    /** A file was cut, its beginning was not. */
    void cut(Path live, long offset, long size) {
        count++;
        log.atWarn()
                .addKeyValue("file", live)
                .addKeyValue("offset", offset)
                .addKeyValue("size", size)
                .log("the file was cut to less than has been read, reading on at its end: lines may be missing");
    }

    /** A rotated file cannot be read. */
    void unreadable(Path file) {
        count++;
        log.atWarn()
                .addKeyValue("file", file)
                .log("a rotated file that was not read yet cannot be: it is damaged, or compressed with something"
                        + " other than gzip; its lines are missing. delaycompress in logrotate gives time to read it");
    }

    /** A compressed file could only be read in part. */
    void damaged(Place place, Path file) {
        count++;
        log.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("offset", place.offset())
                .log("a compressed file is damaged, the lines after this offset are missing");
    }

    /** A rotated file that writers may still have written to cannot be read on. */
    void late(Place place, Path file, IOException why) {
        count++;
        log.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("offset", place.offset())
                .addKeyValue("reason", why)
                .log("a rotated file can be read no further, late lines in it may be missing");
    }
}
