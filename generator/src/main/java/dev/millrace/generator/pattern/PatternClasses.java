package dev.millrace.generator.pattern;

import java.util.BitSet;

/** Reads the classes and escapes of a pattern. For one reading. */
final class PatternClasses {
    private static final int MOST_MEMBERS = 50_000;

    private final String text;
    private int end;

    PatternClasses(String text) {
        this.text = text;
    }

    /** Where what was read last ends. */
    int end() {
        return end;
    }

    /** The class that opens at {@code start}. */
    BitSet bracket(int start) {
        int at = start + 1;
        boolean negated = text.startsWith("^", at);
        at += negated ? 1 : 0;
        var members = new BitSet();
        while (true) {
            if (at >= text.length()) {
                throw PatternParser.refusal(text, start, "the class is not closed");
            }
            if (text.charAt(at) == ']') {
                break;
            }
            at = member(at, members);
        }
        end = at + 1;
        var set = negated ? CharacterSet.without(members) : members;
        if (set.isEmpty() || set.cardinality() > MOST_MEMBERS) {
            throw PatternParser.refusal(
                    text, start, set.isEmpty() ? "the class is empty" : "the class has more than 50000 characters");
        }
        return set;
    }

    /** Adds one character, range or escape of a class; where it ends. */
    private int member(int start, BitSet members) {
        var first = single(start);
        int at = end;
        boolean range = text.startsWith("-", at) && at + 1 < text.length() && text.charAt(at + 1) != ']';
        if (!range) {
            members.or(first);
            return at;
        }
        var last = single(at + 1);
        int from = first.nextSetBit(0);
        int to = last.nextSetBit(0);
        if (first.cardinality() != 1 || last.cardinality() != 1 || from > to) {
            throw PatternParser.refusal(text, start, "a range goes from a character to a later one");
        }
        members.set(from, to + 1);
        members.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
        return end;
    }

    private BitSet single(int at) {
        int character = text.codePointAt(at);
        if (character == '\\') {
            return escape(at);
        }
        end = at + Character.charCount(character);
        return just(character);
    }

    /** What the backslash at {@code start} stands for. */
    BitSet escape(int start) {
        if (start + 1 >= text.length()) {
            throw PatternParser.refusal(text, start, "a backslash ends the pattern; write \\\\ for the character");
        }
        char letter = text.charAt(start + 1);
        end = start + 2;
        return switch (letter) {
            case 'd' -> digits();
            case 'w' -> word();
            case 's' -> just(' ');
            case 'D' -> CharacterSet.without(digits());
            case 'W' -> CharacterSet.without(word());
            case 'S' -> CharacterSet.without(just(' '));
            case 't' -> just('\t');
            case 'n' -> just('\n');
            case 'r' -> just('\r');
            case 'x' -> hex(start, 2);
            case 'u' -> hex(start, 4);
            default -> {
                if (Character.isLetterOrDigit(letter)) {
                    throw PatternParser.refusal(
                            text,
                            start,
                            "'\\" + letter + "' is not possible; there are"
                                    + " \\d \\w \\s \\D \\W \\S \\t \\n \\r \\xhh \\uhhhh");
                }
                yield just(letter);
            }
        };
    }

    private BitSet hex(int start, int digits) {
        int from = start + 2;
        end = from + digits;
        var hex = end <= text.length() ? text.substring(from, end) : "";
        if (!hex.matches("[0-9a-fA-F]+") || Character.isSurrogate((char) Integer.parseInt(hex, 16))) {
            throw PatternParser.refusal(text, start, "must have " + digits + " hexadecimal digits of a character");
        }
        return just(Integer.parseInt(hex, 16));
    }

    private static BitSet digits() {
        var set = new BitSet();
        set.set('0', '9' + 1);
        return set;
    }

    private static BitSet word() {
        var set = digits();
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('_');
        return set;
    }

    private static BitSet just(int character) {
        var set = new BitSet();
        set.set(character);
        return set;
    }
}
