package dev.millrace.generator.source;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;

/** What decides which partition an event goes to, where it is not its key. */
public sealed interface PartitionRule {
    @Doc("Events with the same value of a field go to the same partition.")
    @Scalar
    record ByField(
            @Doc("The field, or a path into an object.") String field) implements PartitionRule {
        public ByField {
            if (field.isBlank()) {
                throw new InvalidSetting("field", "must be a field's name");
            }
        }
    }

    @Doc("The partition is what an expression comes to, modulo the number of partitions.")
    record ByExpression(
            @Doc("CEL over the event's fields and index: a whole number, such as index % 4; of anything else the text"
                    + " counts, as a key's would.")
            String expression)
            implements PartitionRule {}
}
