package dev.millrace.flow.shed;

/**
 * How hard things press, and which of them most. Made once for many events. Immutable.
 *
 * @param reason what presses most; {@link Verdict#ADMITTED} if nothing does
 * @param amount from 0, nothing is shed, to 1, all that may be
 */
public record Pressure(Verdict reason, double amount) {
    /** Each priority has its part of the way from no pressure to full pressure, one after the other. */
    private static final int GRADES = 3;

    /** Nothing presses. */
    public static final Pressure NONE = new Pressure(Verdict.ADMITTED, 0);

    /** What a load comes to. */
    public static Pressure of(ShedSettings settings, Load load) {
        var cpu = settings.cpu();
        return NONE.or(Verdict.QUEUE, settings.queueOrDefault().pressure(load.queue()))
                .or(Verdict.HEAP, settings.heapOrDefault().pressure(load.heap()))
                .or(Verdict.CPU, cpu == null ? 0 : cpu.pressure(load.cpu()))
                .or(Verdict.BUFFER, settings.bufferOrDefault().pressure(load.buffer()));
    }

    private Pressure or(Verdict other, double pressure) {
        return pressure > amount ? new Pressure(other, pressure) : this;
    }

    /** Which part of a source's events is shed, from 0 to 1. */
    public double share(Priority priority) {
        return switch (priority) {
            case LOW -> part(0);
            case NORMAL -> part(1);
            case HIGH -> part(2);
            case VITAL -> 0;
        };
    }

    private double part(int grade) {
        return Math.clamp(amount * GRADES - grade, 0, 1);
    }

    /**
     * Decides on one event.
     *
     * @param draw evenly spread over {@code [0, 1)}; the same for the same event, if the decision is to be repeatable
     */
    public Verdict on(Priority priority, double draw) {
        return draw < share(priority) ? reason : Verdict.ADMITTED;
    }
}
