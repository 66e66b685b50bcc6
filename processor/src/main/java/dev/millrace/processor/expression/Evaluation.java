package dev.millrace.processor.expression;

/**
 * What an expression came to for one event.
 *
 * @param <T> what it was to come to
 */
public sealed interface Evaluation<T> {
    /** The value. */
    record Value<T>(T value) implements Evaluation<T> {}

    /**
     * There is none for this event.
     *
     * @param reason why, naming the expression, in words for a person
     */
    record Failed<T>(String reason) implements Evaluation<T> {}
}
