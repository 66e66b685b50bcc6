package dev.millrace.processor.expression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Record keys as text. */
public final class KeyText {
    private static final char REPLACEMENT = '\uFFFD';

    private KeyText() {}

    /** The key as the UTF-8 text it is or, where it is none, {@code 0x} and its bytes; different keys are different texts. */
    public static String of(byte[] key) {
        var text = new String(key, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), key)
                ? text
                : "0x" + HexFormat.of().formatHex(key);
    }
}
