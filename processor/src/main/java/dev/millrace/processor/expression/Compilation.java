package dev.millrace.processor.expression;

/**
 * What compiling a text came to.
 *
 * @param <T> what it was to be compiled to
 */
public sealed interface Compilation<T> {
    /** It is sound. */
    record Compiled<T>(T result) implements Compilation<T> {}

    /** It is not. */
    record Rejected<T>(ExpressionError error) implements Compilation<T> {}
}
