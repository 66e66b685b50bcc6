package dev.millrace.generator.field;

import java.util.List;
import java.util.function.LongUnaryOperator;

/** How references to other sources are resolved while a source is compiled. */
public interface References {
    /**
     * The writer of the field referred to.
     *
     * @param place the referring field, for error messages
     */
    FieldWriter writer(FieldKind.Ref ref, String place);

    /**
     * For an index of the referring source: how many events of the other one may be chosen from.
     *
     * @param group references to the same event, of which each must have its field in all of those events
     */
    LongUnaryOperator population(List<FieldKind.Ref> group, String place);
}
