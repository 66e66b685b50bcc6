package dev.millrace.processor.pipeline;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gathers events by time and key; what comes out is one event for each key of each window, when it is final.
 *
 * @param window    how events are gathered
 * @param aggregate what is computed: a name in the result, and a call such as {@code sum(data.amount)}; in the
 *                  order of the file
 * @param name      what the state is kept under; must be told apart where a pipeline has several windows
 */
@Doc("Gathers events by time and key, and computes something over each gathering.")
public record Window(
        @Doc("How events are gathered.") WindowSpec window,

        @Doc("What is computed, by name: count(), sum(…), min(…), max(…) or avg(…) of an expression (CEL).")
        Map<String, String> aggregate,

        @Doc("Name the state is kept under: renaming it starts it anew. Needed where a pipeline has several windows.")
        @Default("window")
        String name)
        implements Step {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,49}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Set<String> TAKEN = Set.of("key", "windowStart", "windowEnd");

    public Window {
        aggregate = Collections.unmodifiableMap(new LinkedHashMap<>(aggregate));
        if (aggregate.isEmpty()) {
            throw new InvalidSetting("aggregate", "must compute something, such as {orders: count()}");
        }
        for (var field : aggregate.keySet()) {
            if (!FIELD.matcher(field).matches()) {
                throw new InvalidSetting("aggregate." + field, "must be a name of letters, digits and _");
            }
            if (TAKEN.contains(field)) {
                throw new InvalidSetting(
                        "aggregate." + field, "is a field every window result has already; choose another name");
            }
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    "name", "must be at most 50 letters, digits, _ and -, from a letter on, was '" + name + "'");
        }
    }
}
