package dev.millrace.processor.expression;

import java.util.List;

/**
 * A call such as {@code sum(data.amount)}: a function of the caller's own over compiled arguments.
 *
 * @param function  its name
 * @param arguments its arguments, each a number
 */
public record Call(String function, List<Expression<Number>> arguments) {
    public Call {
        arguments = List.copyOf(arguments);
    }
}
