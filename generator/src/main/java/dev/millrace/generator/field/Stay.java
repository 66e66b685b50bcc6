package dev.millrace.generator.field;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import org.jspecify.annotations.Nullable;

/** How long a state or a session lasts: always the same, or drawn evenly between two. */
@Scalar
public record Stay(
        @Doc("The length; the least one where 'most' is given.")
        Span least,

        @Doc("The greatest length.") @Nullable Span most) {
    public Stay {
        if (most != null && most.timed() != least.timed()) {
            throw new InvalidSetting("most", "must be in the same unit as least (" + least + "), was " + most);
        }
        if (most != null && most.length() < least.length()) {
            throw new InvalidSetting("most", "must not be below least (" + least + "), was " + most);
        }
    }

    boolean timed() {
        return least.timed();
    }

    long greatest() {
        return most == null ? least.length() : most.length();
    }
}
