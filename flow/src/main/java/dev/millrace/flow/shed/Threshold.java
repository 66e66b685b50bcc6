package dev.millrace.flow.shed;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;

/** Between which fillings load is shed. */
public record Threshold(
        @Doc("Up to this filling nothing is shed.") Share from,

        @Doc("From this filling on all is shed that may be.")
        Share to) {
    public Threshold {
        if (to.fraction() <= from.fraction()) {
            throw new InvalidSetting("to", "must be above from, " + from + ", was " + to);
        }
    }

    /** How far a filling, 0 for empty and 1 for full, is on the way from the one to the other: from 0 to 1. */
    double pressure(double filling) {
        return Math.clamp((filling - from.fraction()) / (to.fraction() - from.fraction()), 0, 1);
    }
}
