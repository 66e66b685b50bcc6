package dev.millrace.flow.shed;

/** How dear a source is, from the one whose events are shed first. */
public enum Priority {
    /** Shed first. */
    LOW,
    /** Shed when all of the low ones are. */
    NORMAL,
    /** Shed last. */
    HIGH,
    /** Never shed. */
    VITAL
}
