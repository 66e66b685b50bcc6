package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Shown;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps values from the environment, which may be secrets, out of messages. Not thread-safe while values are noted.
 *
 * <p>A message about settings that hold such values has them replaced by {@code ${NAME}}, in the form they have in
 * the environment and in those they were turned into. A message that after this still has a piece of a longer value
 * in it is not shown at all.
 */
public final class Redaction {
    /** A shorter value is replaced only where it stands apart: "0" is not cut out of "100". */
    private static final int SHORT = 4;

    /** As much of a value as may show by chance. */
    private static final int PIECE = 6;

    private final IdentityHashMap<YamlScalar, Set<String>> forms = new IdentityHashMap<>();

    /** Notes a form in which a message may have the scalar's value. */
    public void note(YamlScalar scalar, String form) {
        if (scalar.secret()) {
            forms.computeIfAbsent(scalar, any -> new HashSet<>()).add(form);
        }
    }

    /** A message about a part of the file, fit to be shown. */
    public String clean(YamlNode about, String message) {
        var secrets = new HashMap<String, String>();
        gather(about, secrets);
        var cleaned = message;
        var longestFirst = secrets.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        for (var secret : longestFirst) {
            cleaned = replaced(cleaned, secret, secrets.getOrDefault(secret, ""));
        }
        // What is cut off can't be seen; what it leaves of a value is a piece of it.
        cleaned = Shown.message(cleaned);
        for (var secret : longestFirst) {
            if (showsPiece(cleaned, secret)) {
                return "is not valid; the message is not shown, since it has a part of the value of "
                        + secrets.get(secret);
            }
        }
        return cleaned;
    }

    private void gather(YamlNode node, Map<String, String> secrets) {
        switch (node) {
            case YamlMapping mapping -> mapping.entries().values().forEach(entry -> gather(entry.value(), secrets));
            case YamlList list -> list.items().forEach(item -> gather(item, secrets));
            case YamlScalar scalar -> {
                scalar.secrets().forEach((value, name) -> secrets.put(value, "${" + name + "}"));
                forms.getOrDefault(scalar, Set.of()).forEach(form -> secrets.putIfAbsent(form, scalar.source()));
            }
            case YamlBroken broken -> {}
        }
    }

    private static String replaced(String message, String secret, String shown) {
        if (secret.length() >= SHORT) {
            return message.replace(secret, shown);
        }
        var apart = "(?<![\\p{L}\\p{N}.])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])";
        return Pattern.compile(apart).matcher(message).replaceAll(Matcher.quoteReplacement(shown));
    }

    private static boolean showsPiece(String message, String secret) {
        for (int from = 0; from + PIECE <= message.length(); from++) {
            if (secret.contains(message.substring(from, from + PIECE))) {
                return true;
            }
        }
        return false;
    }
}
