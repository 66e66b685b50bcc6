package dev.millrace.gateway.body;

import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemException;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a body as they come in; it grows with them, up to a limit. Not thread-safe. */
final class BodyBuffer {
    private static final int STEP = 8 * 1024;

    private final DataSize limit;
    private final BodyMemory.Share share;
    private byte[] bytes = new byte[0];
    private int length;

    /**
     * @param announced how many bytes the sender says there are, negative if it does not say
     * @param limit     how many there may be, which fits into an array
     */
    BodyBuffer(int announced, DataSize limit, BodyMemory.Share share) {
        this.limit = limit;
        this.share = share;
        grow(announced < 0 ? STEP : Math.min(announced, STEP));
    }

    /** Reads what there is; false at the end of the body. */
    boolean readFrom(InputStream in) throws IOException {
        return length < bytes.length ? fill(in) : overflow(in);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private boolean fill(InputStream in) throws IOException {
        int read = in.read(bytes, length, bytes.length - length);
        length += Math.max(0, read);
        return read >= 0;
    }

    // Asks before it grows: a body that is as long as announced ends here.
    private boolean overflow(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return false;
        }
        if (length == limit.bytes()) {
            throw tooLarge(limit);
        }
        grow(Math.max(STEP, 2L * length));
        bytes[length++] = (byte) next;
        return true;
    }

    private void grow(long wanted) {
        int size = (int) Math.min(wanted, limit.bytes());
        share.take(size - bytes.length);
        bytes = Arrays.copyOf(bytes, size);
    }

    static ProblemException tooLarge(DataSize limit) {
        return Problem.of(ProblemType.BODY_TOO_LARGE, "the most a body may have is " + limit + "; send it in parts")
                .with("limit", limit.bytes())
                .toException();
    }
}
