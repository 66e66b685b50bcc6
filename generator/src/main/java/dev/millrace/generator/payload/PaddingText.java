package dev.millrace.generator.payload;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;
import java.nio.charset.StandardCharsets;

/**
 * ASCII text of any length of which a compressor saves a given share. Pure and thread-safe.
 *
 * <p>It is put together from three kinds of pieces: noise of 64 different characters, of which no compressor saves
 * more than a quarter; words of a small language, the frequent ones much more often, as in prose; and a line that is
 * always the same. The shares of noise and of the line were found by measuring, with gzip.
 */
final class PaddingText {
    private static final byte[] NOISE =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final int NOISE_LENGTH = 8;
    private static final byte[] LINE =
            "all quiet on the line, nothing new since the last look; ".getBytes(StandardCharsets.US_ASCII);
    private static final int SHARES = 1 << 16;

    private final int noise;
    private final int line;

    PaddingText(double compressibility) {
        this.noise = (int) (SHARES * Mixture.noise(compressibility));
        this.line = noise + (int) (SHARES * Mixture.line(compressibility));
    }

    /** Appends exactly {@code length} characters, none of which needs an escape. */
    void write(int length, long seed, JsonBuffer out) {
        int end = out.size() + length;
        for (long piece = 0; out.size() < end; piece++) {
            long bits = Draw.bits(seed, piece);
            int which = (int) (bits & SHARES - 1);
            if (which < noise) {
                noise(bits >>> 16, out);
            } else {
                out.raw(which < line ? LINE : Words.at((int) (bits >>> 40)));
            }
        }
        out.truncate(end);
    }

    private static void noise(long bits, JsonBuffer out) {
        for (int i = 0; i < NOISE_LENGTH; i++) {
            out.ascii((char) NOISE[(int) (bits >>> (6 * i)) & 63]);
        }
    }
}
