package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Position;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * A value without parts.
 *
 * @param source  as it stands in the file, escapes and quotes resolved, variables not: what a message may show
 * @param text    with its variables replaced
 * @param kind    what the text is when its quotes, if any, are heeded
 * @param secrets the variables' values that came from the environment, with the variables' names: what no message may show
 */
public record YamlScalar(Position at, String source, String text, ScalarKind kind, Map<String, String> secrets)
        implements YamlNode {
    /** Far more digits than a long has or a double keeps. */
    private static final int LONGEST_NUMBER = 400;

    public YamlScalar {
        secrets = Map.copyOf(secrets);
    }

    /** Whether a part of it came from the environment. */
    public boolean secret() {
        return !secrets.isEmpty();
    }

    /** The exact number that the text is, if it is one, and one that anything could hold. */
    public Optional<BigDecimal> number() {
        boolean number = kind == ScalarKind.WHOLE || kind == ScalarKind.DECIMAL;
        if (!number || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (text.length() < 2 ? ' ' : text.charAt(1)) {
                        case 'x' -> new BigDecimal(new BigInteger(text.substring(2), 16));
                        case 'o' -> new BigDecimal(new BigInteger(text.substring(2), 8));
                        default -> new BigDecimal(text);
                    });
        } catch (NumberFormatException e) {
            // The exponent is beyond an int.
            return Optional.empty();
        }
    }
}
