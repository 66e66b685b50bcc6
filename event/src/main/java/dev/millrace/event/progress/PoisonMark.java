package dev.millrace.event.progress;

/**
 * The names of the record headers, all UTF-8 text, by which a record that cannot be read on purpose says which event it
 * stands for. Only together with a {@link Deviation} of the source it is believed.
 */
public final class PoisonMark {
    /** What is wrong with it: {@code bytes}, {@code schema} or {@code oversize}. */
    public static final String KIND = "millrace.poison";
    /** Run of the event. */
    public static final String RUN = "millrace.run";
    /** Source of the event. */
    public static final String SOURCE = "millrace.source";
    /** Index of the event in its source, decimal. */
    public static final String INDEX = "millrace.index";

    private PoisonMark() {}
}
