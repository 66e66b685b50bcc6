package dev.millrace.ledger.account;

/**
 * Text from records that anyone may have written, made fit for a database column. A name that is not fit would make
 * every save fail, and with it the account of everything else.
 */
final class StorableText {
    /** What fits an index of PostgreSQL three times over, whatever the characters. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_TEXT = 300;

    private StorableText() {}

    /** Whether a name can be kept as it is: not too long, no control characters, no half characters. */
    static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.codePoints().noneMatch(StorableText::isUnfit);
    }

    /** The text, cut where it is long, with a replacement for what cannot be kept. */
    static String fit(String text) {
        var fit = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_TEXT)
                .map(c -> isUnfit(c) ? '\uFFFD' : c)
                .forEach(fit::appendCodePoint);
        return fit.toString();
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
    }
}
