package dev.millrace.event.progress;

import java.util.Locale;

/** What a source did with an index in the place of sending it once and in order. */
public enum DeviationKind {
    /** Left out: told to leave out a share of its events. */
    DROPPED,
    /** Left out: given up under pressure. */
    SHED,
    /** Left out: was due in a time that is not made up for. */
    SKIPPED,
    /** Left out: turned away at the door, and its sender told so. */
    REJECTED,
    /** Sent as a record that cannot be read, with a {@link PoisonMark}. */
    POISONED,
    /** Held back, to be sent behind later ones. */
    DELAYED,
    /** Sent after it was {@linkplain #DELAYED held back}; allowed to stand behind higher indices. */
    RELEASED,
    /** Sent once more. */
    DUPLICATED;

    /** Whether the index is never sent. */
    public boolean omits() {
        return switch (this) {
            case DROPPED, SHED, SKIPPED, REJECTED -> true;
            case POISONED, DELAYED, RELEASED, DUPLICATED -> false;
        };
    }

    /** Its name in records and figures. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeviationKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
