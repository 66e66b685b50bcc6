package dev.millrace.flow.limit;

import java.util.Locale;

/** Who decides on permits. */
public enum LimiterMode {
    /** The log that all instances share. */
    REDIS,
    /** This instance alone, with less than its last known share. */
    LOCAL;

    /** As metrics and status show it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
