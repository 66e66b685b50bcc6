package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts known beforehand, kept as bytes in both forms. */
final class FixedTexts {
    private final byte[][] json;
    private final byte[][] plain;

    FixedTexts(List<String> texts) {
        json = new byte[texts.size()][];
        plain = new byte[texts.size()][];
        for (int i = 0; i < json.length; i++) {
            json[i] = new JsonBuffer().string(texts.get(i)).toBytes();
            plain[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
        }
    }

    void json(int which, JsonBuffer out) {
        out.raw(json[which]);
    }

    /** As plain text in UTF-8; must not be changed. */
    byte[] plain(int which) {
        return plain[which];
    }

    void text(int which, JsonBuffer out) {
        out.raw(plain[which]);
    }
}
