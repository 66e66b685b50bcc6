package dev.millrace.processor.expression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Record keys as text. */
public final class KeyText {
    /** What a key begins with that is no text; no text is written with it as it is. */
    private static final String BYTES = "bytes:";

    private static final char REPLACEMENT = '\uFFFD';

    private KeyText() {}

    /**
     * The key as the UTF-8 text it is or, where it is none, {@code bytes:} and its bytes in hexadecimal digits. A text
     * that itself begins with {@code bytes:} is written in the second way, so that different keys are different texts.
     */
    public static String of(byte[] key) {
        var text = new String(key, StandardCharsets.UTF_8);
        return isText(text, key) && !text.startsWith(BYTES)
                ? text
                : BYTES + HexFormat.of().formatHex(key);
    }

    private static boolean isText(String text, byte[] key) {
        return text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), key);
    }
}
