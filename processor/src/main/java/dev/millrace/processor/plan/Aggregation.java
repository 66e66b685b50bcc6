package dev.millrace.processor.plan;

import dev.millrace.processor.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a window's result.
 *
 * @param step     where it stands, as a path within the pipeline, such as {@code steps[1].aggregate.revenue}
 * @param name     its field in the result
 * @param function what is computed
 * @param of       over what; null where the function takes nothing
 */
public record Aggregation(
        String step,
        String name,
        AggregateFunction function,
        @Nullable Expression<Number> of) {

    /** As it would be written in a file, such as {@code revenue: sum(data.amount)}; arguments as the author wrote them. */
    public String text() {
        return name + ": " + (of == null ? function.word() + "()" : of.text());
    }
}
