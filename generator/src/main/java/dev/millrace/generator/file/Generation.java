package dev.millrace.generator.file;

import dev.millrace.settings.DataSize;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the files a log consists of over time, open, and how far its lines have been delivered. Not thread-safe.
 *
 * <p>What is read is only believed when the file's first bytes are still the same afterwards: a file that is cut to
 * nothing and grows again may be as long as before.
 */
final class Generation implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(Generation.class);

    private final FoundFile file;
    private final Content content;
    private final LineBuffer lines;
    private final long openedAt;
    private final byte[] head = new byte[Fingerprint.LONGEST];
    private final byte[] headNow = new byte[Fingerprint.LONGEST];
    private int headLength;
    private Fingerprint fingerprint;
    private Instant modified;

    /** What reading on came to. */
    enum Filled {
        /** There is more. */
        MORE,
        /** All has been read that is there now. */
        END,
        /** The file is no longer the one that was opened: cut, or cut and written anew. */
        REPLACED,
        /** The compressed file is damaged from here on. */
        DAMAGED
    }

    /** Opens a file at {@code offset}. */
    Generation(FoundFile file, long offset, DataSize maxLine) throws IOException {
        this.file = file;
        this.openedAt = offset;
        this.lines = new LineBuffer(maxLine);
        this.modified = file.modified();
        this.content = Content.open(file, offset);
        try {
            this.headLength = content.head(head);
            this.fingerprint = Fingerprint.of(head, headLength);
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    FoundFile file() {
        return file;
    }

    /** Whether its first bytes are those that the fingerprint was taken of. */
    boolean fits(Fingerprint other) {
        return other.fits(head, headLength);
    }

    boolean isEmpty() {
        return headLength == 0;
    }

    boolean mayGrow() {
        return content.mayGrow();
    }

    /** Gives lines that have been read to {@code sink}; tells how many. */
    int deliver(LineSink sink, int maxLines) {
        return lines.deliver(sink, maxLines);
    }

    /** Gives what is left at the end to {@code sink} as a line; tells whether there was anything, as 1 or 0. */
    int finish(LineSink sink) {
        return lines.finish(sink);
    }

    /** Reads on. */
    Filled fill() throws IOException {
        int read;
        try {
            read = lines.fill(content::read);
        } catch (EOFException | ZipException e) {
            log.debug("compressed file is damaged file={}", file.path(), e);
            return Filled.DAMAGED;
        }
        if (read < 0) {
            return content.hasShrunk() ? Filled.REPLACED : Filled.END;
        }
        if (content.mayGrow() && !isHeadAsItWas()) {
            lines.unread(read);
            return Filled.REPLACED;
        }
        return Filled.MORE;
    }

    /** Notes when the file was last written. */
    void seenModified(Instant time) {
        modified = time;
    }

    /** Whether a file that was written at this time, and has not grown, holds something else by now. */
    boolean isRewritten(Instant time) throws IOException {
        return !time.equals(modified) && !isHeadAsItWas();
    }

    /** Up to where its lines have been delivered. */
    Place place() {
        return new Place(file.key(), fingerprint, openedAt + lines.delivered(), modified);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private boolean isHeadAsItWas() throws IOException {
        int now = content.head(headNow);
        if (now < headLength || !Arrays.equals(head, 0, headLength, headNow, 0, headLength)) {
            return false;
        }
        if (now > headLength) {
            System.arraycopy(headNow, headLength, head, headLength, now - headLength);
            headLength = now;
            fingerprint = Fingerprint.of(head, headLength);
        }
        return true;
    }
}
