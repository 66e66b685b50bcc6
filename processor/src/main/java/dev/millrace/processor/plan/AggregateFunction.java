package dev.millrace.processor.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be computed over the events of a window. */
public enum AggregateFunction {
    /** How many events. */
    COUNT(0),
    /** Their numbers added up; exact for numbers with up to nine decimals. */
    SUM(1),
    /** The least number. */
    MIN(1),
    /** The greatest number. */
    MAX(1),
    /** The arithmetic mean. */
    AVG(1);

    private final int arguments;

    AggregateFunction(int arguments) {
        this.arguments = arguments;
    }

    /** As it is written in a file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many expressions it takes. */
    public int arguments() {
        return arguments;
    }

    static Optional<AggregateFunction> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
