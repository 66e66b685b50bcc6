package dev.millrace.generator.flow;

import dev.millrace.flow.shed.Machine;
import dev.millrace.flow.shed.Pressure;
import dev.millrace.flow.shed.Priority;
import dev.millrace.flow.shed.ShedCounts;
import dev.millrace.flow.shed.ShedSettings;
import dev.millrace.flow.shed.Verdict;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a source leaves out when there is too much, and how often it did for which reason since the program began. For all
 * loops of the source, and its door. Thread-safe.
 */
public final class Shedding {
    private final @Nullable ShedSettings settings;
    private final Priority priority;
    private final Machine machine;
    private final DoubleSupplier draws;
    private final ShedCounts counts = new ShedCounts();

    /**
     * @param settings when; null for never
     * @param machine  how full heap and processors are
     * @param draws    decide on what comes from outside: evenly spread over {@code [0, 1)}, for several threads
     */
    Shedding(@Nullable ShedSettings settings, Priority priority, Machine machine, DoubleSupplier draws) {
        this.settings = settings;
        this.priority = priority;
        this.machine = machine;
        this.draws = draws;
    }

    /** Leaves nothing out. */
    public static Shedding never() {
        return new Shedding(null, Priority.NORMAL, new Machine(() -> 0, () -> 0, System::nanoTime), () -> 0);
    }

    /** Whether anything may ever be left out. */
    public boolean isOn() {
        return settings != null && priority != Priority.VITAL;
    }

    /** How dear the source is. */
    public Priority priority() {
        return priority;
    }

    /**
     * How hard things press now.
     *
     * @param waiting events that wait to be sent
     * @param buffer  how full the producer's buffer is
     */
    Pressure pressure(long waiting, double buffer) {
        return settings == null
                ? Pressure.NONE
                : Pressure.of(settings, machine.load((double) waiting / settings.most(), buffer));
    }

    /**
     * Whether what somebody brings is let in, without waiting.
     *
     * @param queue how full the queue will be with it
     */
    public Verdict atTheDoor(double queue) {
        return settings == null
                ? Verdict.ADMITTED
                : Pressure.of(settings, machine.load(queue, 0)).on(priority, draws.getAsDouble());
    }

    /** So many events were left out, or turned away. */
    public void count(Verdict reason, long events) {
        counts.add(reason, events);
    }

    /** How many were left out, or turned away, for this reason. */
    public long count(Verdict reason) {
        return counts.of(reason);
    }
}
