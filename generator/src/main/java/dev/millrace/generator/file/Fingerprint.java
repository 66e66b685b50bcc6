package dev.millrace.generator.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a file's first bytes are: tells a file from another one that got its inode, and finds it again where it was
 * copied or compressed. Immutable.
 *
 * @param length how many bytes it is taken over, up to {@link #LONGEST}; of 0 bytes it fits every file
 * @param digest 64 bits of their SHA-256, hexadecimal
 */
record Fingerprint(int length, String digest) {
    static final int LONGEST = 1024;
    static final Fingerprint NONE = new Fingerprint(0, "");

    static Fingerprint of(byte[] head, int length) {
        return length == 0 ? NONE : new Fingerprint(length, digest(head, length));
    }

    /** Whether a file that begins with these bytes is the one. */
    boolean fits(byte[] head, int available) {
        return available >= length && equals(of(head, length));
    }

    /** The form {@link #parse} reads: {@code 1024:0123456789abcdef}. */
    @Override
    public String toString() {
        return length + ":" + digest;
    }

    static Fingerprint parse(String text) {
        int colon = text.indexOf(':');
        int length = Integer.parseInt(text.substring(0, Math.max(0, colon)));
        if (length < 0 || length > LONGEST) {
            throw new IllegalArgumentException("a fingerprint is taken over 0 to " + LONGEST + " bytes, not " + length);
        }
        return length == 0 ? NONE : new Fingerprint(length, text.substring(colon + 1));
    }

    private static String digest(byte[] head, int length) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(head, 0, length);
            return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), Long.BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
