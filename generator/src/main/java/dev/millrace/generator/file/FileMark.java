package dev.millrace.generator.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * By what a file that is not to change is known again: its size, and what its first and its last bytes are. That of a gzip
 * file ends with a checksum of all of it; in a plain one, a change between the two that keeps the size is not noticed.
 * Immutable.
 *
 * @param size bytes, as it lies there
 * @param ends what its ends are; empty where an earlier version kept the size alone
 */
public record FileMark(long size, Optional<Ends> ends) {
    private static final String SIZE = "size";
    private static final String HEAD = "head";
    private static final String TAIL = "tail";

    /** What the first and the last bytes of a file are, as {@link Fingerprint}s. */
    public record Ends(String head, String tail) {}

    /** The mark of a file as it is now. */
    public static FileMark of(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            int length = (int) Math.min(size, Fingerprint.LONGEST);
            var ends = new Ends(fingerprint(channel, 0, length), fingerprint(channel, size - length, length));
            return new FileMark(size, Optional.of(ends));
        }
    }

    /** Reads what {@link #toMap} gave; versions that knew files by their size wrote that alone. */
    public static FileMark of(Map<String, String> kept) {
        long size = Long.parseLong(kept.getOrDefault(SIZE, "0"));
        var head = kept.get(HEAD);
        var tail = kept.get(TAIL);
        return new FileMark(size, head == null || tail == null ? Optional.empty() : Optional.of(new Ends(head, tail)));
    }

    /** As it is kept. */
    public Map<String, String> toMap() {
        var kept = new HashMap<>(Map.of(SIZE, Long.toString(size)));
        ends.ifPresent(known -> {
            kept.put(HEAD, known.head());
            kept.put(TAIL, known.tail());
        });
        return kept;
    }

    /** In what way a file is not the one it was, for a person; empty where nothing tells that. */
    public Optional<String> differenceTo(FileMark now) {
        if (size != now.size()) {
            return Optional.of("it had " + size + " bytes and has " + now.size());
        }
        return ends.isEmpty() || ends.equals(now.ends())
                ? Optional.empty()
                : Optional.of("it has " + size + " bytes as before, but not the same");
    }

    private static String fingerprint(FileChannel channel, long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("it became shorter while it was looked at");
            }
        }
        return Fingerprint.of(bytes.array(), length).toString();
    }
}
