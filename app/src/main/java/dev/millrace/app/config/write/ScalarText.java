package dev.millrace.app.config.write;

import dev.millrace.app.config.yaml.ScalarKind;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Values without parts as they stand in YAML. */
final class ScalarText {
    /** What needs no quotes anywhere, in flow style neither. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z][A-Za-z0-9_./%+-]*(?: [A-Za-z0-9_./%+-]+)*");

    private static final Pattern WORTH_SINGLE_QUOTES = Pattern.compile("[ -&(-~]*[\\\\\"][ -&(-~]*");

    private ScalarText() {}

    /** A text, in quotes where it would read as something else. */
    static String text(String text) {
        if (SAFE.matcher(text).matches() && ScalarKind.ofPlain(text) == ScalarKind.TEXT) {
            return text;
        }
        // Variables are replaced in values, quoted ones too; a second dollar sign keeps a brace plain.
        return quoted(text.replace("${", "$${"));
    }

    /** A name. */
    static String name(String name) {
        return SAFE.matcher(name).matches() && ScalarKind.ofPlain(name) == ScalarKind.TEXT ? name : quoted(name);
    }

    /** What a type writes of itself, which is never meant for a number, so that numbers need no quotes. */
    static String parsed(String text) {
        return ScalarKind.ofPlain(text) == ScalarKind.WHOLE
                        || ScalarKind.ofPlain(text) == ScalarKind.DECIMAL
                        || ScalarKind.ofPlain(text) == ScalarKind.TRUTH
                        || text.matches("[0-9][0-9A-Za-z./%-]*|-[0-9][0-9A-Za-z.]*")
                ? text
                : text(text);
    }

    /** A number, without an exponent and without zeros that say nothing. */
    static String number(double number) {
        var plain = BigDecimal.valueOf(number).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    private static String quoted(String text) {
        if (WORTH_SINGLE_QUOTES.matcher(text).matches()) {
            return "'" + text + "'";
        }
        var out = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (character > 0xffff) {
                        out.append("\\U%08x".formatted(character));
                    } else if (character < ' ' || (character > '~' && !Character.isLetter(character))) {
                        out.append("\\u%04x".formatted(character));
                    } else {
                        out.appendCodePoint(character);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
