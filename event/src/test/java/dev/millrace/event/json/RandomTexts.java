package dev.millrace.event.json;

import java.util.random.RandomGenerator;

/** Texts that have broken encoders before: control characters, quotes, surrogates in pairs and alone. */
public final class RandomTexts {
    private final RandomGenerator random;

    public RandomTexts(RandomGenerator random) {
        this.random = random;
    }

    /** Any sequence of UTF-16 units, well formed or not. */
    public String anything(int maxLength) {
        int length = random.nextInt(maxLength + 1);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(unit());
        }
        return text.toString();
    }

    /** A text that UTF-8 can carry. */
    public String wellFormed(int maxLength) {
        return replaceUnpaired(anything(maxLength));
    }

    /** As {@link #wellFormed}, with at least one character. */
    public String notEmpty(int maxLength) {
        return 'x' + wellFormed(maxLength);
    }

    static String replaceUnpaired(String text) {
        return text.codePoints()
                .map(point -> point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private char unit() {
        return switch (random.nextInt(7)) {
            case 0 -> (char) random.nextInt(0x20);
            case 1 -> "\"\\/\b\f\n\r\t\u007f\u0080\u2028\ufeff\uffff".charAt(random.nextInt(13));
            case 2 -> (char) random.nextInt(0x80, 0x800);
            case 3 -> (char) random.nextInt(0x800, 0xd800);
            case 4 -> (char) random.nextInt(0xd800, 0xe000);
            default -> (char) random.nextInt(0x20, 0x7f);
        };
    }
}
