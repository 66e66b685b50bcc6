package dev.millrace.generator.run;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rates that change while the program runs: those of runs that go on, and what the file says for runs to come. Thread-safe. */
final class RateChanges {
    /** So far ahead a change holds, so that all instances know of it by then. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private final RunSources sources;
    private final RunFacts facts;
    /** By source, what the file says by now instead of what it said when the program began. */
    private final Map<String, Rate> edited = new ConcurrentHashMap<>();

    RateChanges(RunSources sources, RunFacts facts) {
        this.sources = sources;
        this.facts = facts;
    }

    /** The file says another rate for a source by now. */
    void edited(String source, Rate rate) {
        edited.put(source, rate);
    }

    /** The orders a request comes to, as the file is by now; see {@link RunSources#orders}. */
    List<SourceOrder> orders(RunRequest request, Instant begin) {
        return sources.orders(request, begin, edited);
    }

    /**
     * Writes down that sources of a run have another rate from a moment soon to come.
     *
     * @param names       the sources; all of the run that have a rate, where it is empty
     * @param activeNanos the run's active time now
     * @throws InvalidRunRequest if the run is over, or a source has no rate that can be changed
     * @throws RunLogUnavailable if Kafka cannot be written to
     */
    void change(Run run, List<String> names, Rate rate, long activeNanos) {
        if (run.state() != RunState.RUNNING) {
            throw new InvalidRunRequest("run " + run.id() + " is over");
        }
        var chosen = names.isEmpty() ? sources.rated(run) : names;
        if (chosen.isEmpty()) {
            throw new InvalidRunRequest("run " + run.id() + " has no source whose rate can be changed");
        }
        chosen.forEach(source -> sources.requireRate(run, source));
        long from = Math.max(0, activeNanos) + AHEAD.toNanos();
        var changes = chosen.stream()
                .map(source -> new RateChange(source, from, rate.perSecond()))
                .toList();
        try {
            // Tried before it is written: a fact that nobody could follow would end all of the run's sources.
            sources.under(run.changed(changes));
        } catch (InvalidSetting e) {
            throw new InvalidRunRequest(String.valueOf(e.getMessage()));
        }
        changes.forEach(change -> facts.change(run, change));
    }
}
