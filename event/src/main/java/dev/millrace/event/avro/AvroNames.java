package dev.millrace.event.avro;

import java.util.HashSet;
import java.util.Set;

/** Names that Avro allows, made from any, each once. Not thread-safe. */
final class AvroNames {
    private final Set<String> taken = new HashSet<>();

    /** A name as like {@code wanted} as can be: letters, digits and underscores of ASCII, no digit first. */
    String unique(String wanted) {
        var allowed = allowed(wanted);
        var name = allowed;
        for (int i = 2; !taken.add(name); i++) {
            name = allowed + '_' + i;
        }
        return name;
    }

    static String allowed(String wanted) {
        var name = new StringBuilder(wanted.length());
        wanted.codePoints().forEach(c -> name.append(isAllowed(c) ? (char) c : '_'));
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            name.insert(0, '_');
        }
        return name.toString();
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
