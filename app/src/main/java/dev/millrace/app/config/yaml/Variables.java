package dev.millrace.app.config.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} in values; with a second dollar sign before it, what looks like
 * a variable is left as it is, without that sign. What is put in is not looked at again: neither the environment nor a
 * default can bring in another variable.
 */
public final class Variables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";
    /** A short text that repeats a long variable must not fill the memory. */
    private static final int LONGEST = 1 << 20;

    private final @Nullable UnaryOperator<@Nullable String> environment;

    private Variables(@Nullable UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** Variables with their values. */
    public static Variables of(Map<String, String> environment) {
        return new Variables(environment::get);
    }

    /** Leaves every text as it is: for a file that is looked at, not used. */
    public static Variables untouched() {
        return new Variables(null);
    }

    Expansion expand(String source) {
        return environment == null || !source.contains(OPEN)
                ? new Expansion.Unchanged()
                : new Reading(source, environment).expand();
    }

    /** One text on its way from left to right. */
    private static final class Reading {
        private final String source;
        private final UnaryOperator<@Nullable String> environment;
        private final StringBuilder text = new StringBuilder();
        private final Map<String, String> secrets = new HashMap<>();
        private int at;

        Reading(String source, UnaryOperator<@Nullable String> environment) {
            this.source = source;
            this.environment = environment;
        }

        Expansion expand() {
            while (at < source.length()) {
                if (source.startsWith(ESCAPED, at)) {
                    text.append(OPEN);
                    at += ESCAPED.length();
                } else if (source.startsWith(OPEN, at)) {
                    var problem = variable();
                    if (problem != null) {
                        return new Expansion.Failed(problem);
                    }
                } else {
                    text.append(source.charAt(at));
                    at++;
                }
                if (text.length() > LONGEST) {
                    return new Expansion.Failed("comes to more than 1 MiB with its variables replaced");
                }
            }
            return new Expansion.Expanded(text.toString(), secrets);
        }

        private @Nullable String variable() {
            int close = source.indexOf('}', at);
            if (close < 0) {
                return "'${' opens a variable that no '}' closes; write $${ for a plain '${'";
            }
            var inside = source.substring(at + OPEN.length(), close);
            int colon = inside.indexOf(':');
            var name = colon < 0 ? inside : inside.substring(0, colon);
            if (!NAME.matcher(name).matches()) {
                return "'${" + inside + "}' is not a variable such as ${HOST} or ${HOST:localhost};"
                        + " write $${ for a plain '${'";
            }
            if (inside.indexOf(OPEN, colon) >= 0) {
                return "the default of ${" + name + "} cannot hold another variable";
            }
            at = close + 1;
            return replace(name, colon < 0 ? null : inside.substring(colon + 1));
        }

        private @Nullable String replace(String name, @Nullable String otherwise) {
            var value = environment.apply(name);
            if (value != null) {
                text.append(value);
                if (!value.isEmpty()) {
                    secrets.put(value, name);
                }
                return null;
            }
            if (otherwise == null) {
                return "the environment variable " + name + " is not set; set it, or write ${" + name
                        + ":value} to have a value without it";
            }
            text.append(otherwise);
            return null;
        }
    }
}
