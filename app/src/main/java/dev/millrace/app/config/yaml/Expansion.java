package dev.millrace.app.config.yaml;

import java.util.Map;

/** What became of a scalar's variables. */
sealed interface Expansion {
    /** There were none, nor an escape. */
    record Unchanged() implements Expansion {}

    /**
     * They were replaced.
     *
     * @param secrets the values that came from the environment, with the variables' names
     */
    record Expanded(String text, Map<String, String> secrets) implements Expansion {}

    /** They could not be replaced; {@code problem} says why. */
    record Failed(String problem) implements Expansion {}
}
