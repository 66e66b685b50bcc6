package dev.millrace.event.progress;

import java.util.Locale;

/** How a source's events and what it says of them come to be in step. */
public enum Delivery {
    /** In one transaction: an event is there once, and visible when it was claimed. */
    EXACTLY_ONCE,
    /**
     * The claim follows once the events are acknowledged: they are visible before, and what was sent between the last claim
     * and a failure is sent again.
     */
    AT_LEAST_ONCE;

    /** Its name in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * That of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Delivery of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
