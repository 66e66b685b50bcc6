package dev.millrace.generator.field;

import java.util.function.LongUnaryOperator;

/** How references to other sources are resolved while a source is compiled. */
public interface References {
    /** The writer of the field referred to. */
    FieldWriter writer(FieldKind.Ref ref);

    /** For an index of the referring source: how many events of the other one may be chosen from. */
    LongUnaryOperator population(FieldKind.Ref ref);
}
