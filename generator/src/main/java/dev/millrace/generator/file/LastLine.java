package dev.millrace.generator.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** Where the last line of a file begins, the one that may still be being written. */
final class LastLine {
    private static final int STEP = 8 * 1024;

    private LastLine() {}

    /**
     * The place after the last end of a line in the first {@code size} bytes; {@code size} itself where there is
     * none within {@code maxLine} bytes, in the midst of a line that is too long anyway.
     */
    static long start(Path path, long size, long maxLine) throws IOException {
        var bytes = new byte[STEP];
        try (var file = PlainContent.open(path)) {
            long to = size;
            while (to > 0 && size - to <= maxLine) {
                int length = (int) Math.min(STEP, to);
                file.seek(to - length);
                file.readFully(bytes, 0, length);
                for (int i = length - 1; i >= 0; i--) {
                    if (bytes[i] == '\n') {
                        return to - length + i + 1;
                    }
                }
                to -= length;
            }
            return to > 0 ? size : 0;
        } catch (EOFException e) {
            throw new RotationUnderWay(path);
        }
    }
}
