package dev.millrace.app.config.sample;

import java.util.List;
import java.util.Random;

/** Spoils texts at random, the way hands and machines do. Repeats itself for the same seed. Not thread-safe. */
public final class Mutations {
    private static final List<String> SPLINTERS = List.of(
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "{",
            "}",
            "[",
            "]",
            ",",
            "'",
            "\"",
            "#",
            " #",
            "&a ",
            "*a",
            "!t ",
            "|",
            ">",
            "?",
            "%",
            "@",
            "`",
            "\\",
            "${",
            "${X}",
            "${HOME:y}",
            "$${",
            "}",
            "~",
            "null",
            "true",
            "-1",
            "1e400",
            "0x",
            ".inf",
            "<<: *a",
            "---\n",
            "...\n",
            "\r",
            "\r\n",
            "\u0000",
            "\u0007",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D",
            "😀",
            "\"\\UFFFFFFFF\"",
            "\"\\x\"",
            "rate",
            "steps",
            "name: x\n",
            "9223372036854775808",
            "5/s",
            "99999999999999d");

    private final Random random;

    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** The text with a few things wrong with it, perhaps. */
    public String of(String text) {
        var spoilt = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            once(spoilt);
        }
        return spoilt.toString();
    }

    private void once(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 4));
        switch (random.nextInt(7)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
            case 2 -> text.replace(at, end, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
            case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(5)));
            case 4 -> text.insert(at, (char) random.nextInt(0x100));
            case 5 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
            default -> line(text);
        }
    }

    /** Takes a line out, doubles it, or moves it sideways. */
    private void line(StringBuilder text) {
        int start = text.lastIndexOf("\n", random.nextInt(text.length() + 1)) + 1;
        int end = text.indexOf("\n", start) + 1;
        if (end > start) {
            switch (random.nextInt(4)) {
                case 0 -> text.delete(start, end);
                case 1 -> text.insert(end, text.substring(start, end));
                case 2 -> text.insert(start, "  ");
                default -> text.delete(start, Math.min(end, start + 2));
            }
        }
        if (text.isEmpty()) {
            text.append("name: again\n");
        }
    }
}
