package dev.millrace.flow.retry;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;

/** How a source goes on after an outage. */
public record ResumeSettings(
        @Doc("What becomes of the events that fell due meanwhile: catch-up or skip.") @Default("catch-up")
        OnResume onResume,

        @Doc("Catching up goes so many times as fast as the source's rate, at most.") @Default("2")
        double speed) {
    public ResumeSettings {
        if (!(speed > 1) || Double.isInfinite(speed)) {
            throw new InvalidSetting("speed", "must be above 1, or it would never catch up, was " + speed);
        }
    }

    /** What stands in where the file says nothing. */
    public static ResumeSettings defaults() {
        return new ResumeSettings(OnResume.CATCH_UP, 2);
    }
}
