package dev.millrace.app.cli;

import java.util.Locale;

/** Numbers for people: thousands apart. */
final class Numbers {
    private Numbers() {}

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}
