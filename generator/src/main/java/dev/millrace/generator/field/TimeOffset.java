package dev.millrace.generator.field;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.TimeShift;
import org.jspecify.annotations.Nullable;

/** How far a time lies from another: a fixed span, or one drawn evenly between two. */
@Scalar
public record TimeOffset(
        @Doc("The span, such as -3d; the least one where 'to' is given.")
        TimeShift from,

        @Doc("The greatest span.") @Nullable TimeShift to) {
    public TimeOffset {
        if (to != null && to.micros() < from.micros()) {
            throw new InvalidSetting("to", "must not be below from (" + from + "), was " + to);
        }
    }

    /** How many microseconds there are to choose from, beginning at {@code from}. */
    public long choices() {
        return to == null ? 1 : to.micros() - from.micros() + 1;
    }
}
