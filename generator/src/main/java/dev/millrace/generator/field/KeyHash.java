package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;

/**
 * The value of a field as 64 bits, which stand for the key: two of a million keys are taken for one less than once in
 * ten million files. Belongs to one thread.
 */
public final class KeyHash {
    private final FieldWriter field;
    private final JsonBuffer text = new JsonBuffer(64);

    KeyHash(FieldWriter field) {
        this.field = field;
    }

    long of(long index, long dueMicros) {
        text.clear();
        field.text(index, dueMicros, text);
        return of(text);
    }

    /** The bits that stand for a text. */
    public static long of(JsonBuffer text) {
        var bytes = text.unsafeBytes();
        int size = text.size();
        long hash = size;
        for (int at = 0; at < size; at += Long.BYTES) {
            long word = 0;
            for (int i = at; i < Math.min(at + Long.BYTES, size); i++) {
                word = (word << 8) | (bytes[i] & 0xff);
            }
            hash = Draw.bits(hash, word);
        }
        return hash;
    }

    boolean timed() {
        return field.timed();
    }
}
