package dev.millrace.generator.pattern;

import dev.millrace.event.json.JsonBuffer;
import java.util.BitSet;

/** The characters of a class, in the order of their code points. Immutable. */
final class CharacterSet {
    /** What {@code .} and negated classes choose from. */
    private static final int FIRST_PRINTABLE = 0x20;

    private static final int LAST_PRINTABLE = 0x7e;

    private final int[] codePoints;

    private CharacterSet(int[] codePoints) {
        this.codePoints = codePoints;
    }

    static CharacterSet of(BitSet members) {
        return new CharacterSet(members.stream().toArray());
    }

    static BitSet printable() {
        var all = new BitSet();
        all.set(FIRST_PRINTABLE, LAST_PRINTABLE + 1);
        return all;
    }

    /** Printable ASCII without the given ones. */
    static BitSet without(BitSet members) {
        var rest = printable();
        rest.andNot(members);
        return rest;
    }

    int size() {
        return codePoints.length;
    }

    int at(long place) {
        return codePoints[(int) place];
    }

    /** Appends one character as UTF-8. */
    static void utf8(int codePoint, JsonBuffer out) {
        if (codePoint < 0x80) {
            out.ascii((char) codePoint);
        } else if (codePoint < 0x800) {
            out.ascii((char) (0xc0 | codePoint >> 6));
            continuation(codePoint, out);
        } else if (codePoint < 0x10000) {
            out.ascii((char) (0xe0 | codePoint >> 12));
            continuation(codePoint >> 6, out);
            continuation(codePoint, out);
        } else {
            out.ascii((char) (0xf0 | codePoint >> 18));
            continuation(codePoint >> 12, out);
            continuation(codePoint >> 6, out);
            continuation(codePoint, out);
        }
    }

    private static void continuation(int bits, JsonBuffer out) {
        out.ascii((char) (0x80 | (bits & 0x3f)));
    }
}
