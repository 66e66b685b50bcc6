package dev.millrace.processor.expression;

/**
 * What is wrong with an expression, for the person who wrote it.
 *
 * @param text     the expression
 * @param position the character it was found at, counted from 1
 * @param message  what is wrong there
 */
public record ExpressionError(String text, int position, String message) {
    /** As a clause that follows the field's name. */
    public String describe() {
        return message + " (at character " + position + " of `" + text + "`)";
    }
}
