package dev.millrace.gateway.body;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are UTF-8, to the letter: JSON parsers let some of what is not pass. */
final class Utf8 {
    private static final int CHUNK = 4096;

    private Utf8() {}

    /** Position of the first byte that cannot stand where it does; -1 if all can. */
    static int firstInvalid(byte[] bytes, int offset, int length) {
        var in = ByteBuffer.wrap(bytes, offset, length);
        var out = CharBuffer.allocate(Math.max(2, Math.min(CHUNK, length)));
        // A decoder that is asked to report says so; the characters are of no interest.
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                return -1;
            }
        }
    }

    /** Length of the byte order mark that some programs write before UTF-8; 0 where there is none. */
    static int byteOrderMark(byte[] bytes, int length) {
        return length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
    }
}
