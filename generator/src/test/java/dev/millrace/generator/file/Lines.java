package dev.millrace.generator.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given: lines as they are, too long ones as {@code head…length}. */
final class Lines implements LineSink {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void line(byte[] bytes, int offset, int length) {
        lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void tooLong(byte[] head, long length) {
        lines.add(new String(head, StandardCharsets.ISO_8859_1) + "…" + length);
    }

    List<String> all() {
        return lines;
    }

    /** Gives what has come since the last call. */
    List<String> taken() {
        var taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }
}
