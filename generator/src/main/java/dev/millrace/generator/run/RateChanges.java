package dev.millrace.generator.run;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rates that change while the program runs: those of runs that go on, and what the file says for runs to come. Thread-safe. */
final class RateChanges {
    private static final Logger log = LoggerFactory.getLogger(RateChanges.class);
    /**
     * So far ahead a change holds, one for each time it is tried: so that all instances know of it by then. Kafka must
     * have it when half of that is over, for the other half is theirs to read it.
     */
    private static final List<Duration> AHEAD =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    private final RunSources sources;
    private final RunFacts facts;
    private final Clock clock;
    /** By source, what the file says by now instead of what it said when the program began. */
    private final Map<String, Rate> edited = new ConcurrentHashMap<>();

    RateChanges(RunSources sources, RunFacts facts, Clock clock) {
        this.sources = sources;
        this.facts = facts;
        this.clock = clock;
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
     * Writes down that sources of a run have another rate from a moment soon to come. Where Kafka takes that too late, it
     * holds for nobody, and is tried again with a later moment.
     *
     * @param names       the sources; all of the run that have a rate, where it is empty
     * @param activeNanos gives the run's active time
     * @throws InvalidRunRequest if the run is over, or a source has no rate that can be changed
     * @throws RateChangeTooLate if Kafka took it too late each time
     * @throws RunLogUnavailable if Kafka cannot be written to
     */
    void change(Run run, List<String> names, Rate rate, LongSupplier activeNanos) {
        if (run.state() != RunState.RUNNING) {
            throw new InvalidRunRequest("run " + run.id() + " is over");
        }
        var chosen =
                names.isEmpty() ? sources.rated(run) : names.stream().distinct().toList();
        if (chosen.isEmpty()) {
            throw new InvalidRunRequest("run " + run.id() + " has no source whose rate can be changed");
        }
        chosen.forEach(source -> sources.requireRate(run, source));
        var left = chosen;
        for (var ahead : AHEAD) {
            left = late(run, left, rate, ahead, activeNanos);
            if (left.isEmpty()) {
                return;
            }
            // Who asked is told in the end, if it comes to nothing.
            log.info(
                    "Kafka took a change of rate too late for all instances to follow it together, so that it holds for"
                            + " none: run={} sources={} after={}",
                    run.id(),
                    left,
                    ahead.dividedBy(2));
        }
        throw new RateChangeTooLate("Kafka took the change of rate of run " + run.id() + " too late, " + AHEAD.size()
                + " times, at last more than " + AHEAD.getLast().dividedBy(2).toSeconds() + " s after it was asked"
                + " for. Sources " + String.join(", ", left) + " keep the rate they have, on all instances"
                + (left.size() == chosen.size() ? "" : "; the others of the run have the new one")
                + ". Ask again; if it stays so, see whether Kafka is slow, or the clocks of its brokers are ahead of"
                + " this machine's");
    }

    /** Tries it once; gives the sources for which it does not hold. */
    private List<String> late(Run run, List<String> chosen, Rate rate, Duration ahead, LongSupplier activeNanos) {
        var by = clock.instant().plus(ahead.dividedBy(2));
        long from = Math.max(0, activeNanos.getAsLong()) + ahead.toNanos();
        var changes = chosen.stream()
                .map(source -> new RateChange(source, from, rate.perSecond()))
                .toList();
        try {
            // Tried before it is written: a fact that nobody could follow would end all of the run's sources.
            sources.under(run.changed(changes));
            sources.requireHeldBack(run, chosen, rate);
        } catch (InvalidSetting e) {
            throw new InvalidRunRequest(String.valueOf(e.getMessage()));
        }
        var holding =
                facts.change(run, changes, by).stream().map(RateChange::source).toList();
        return chosen.stream().filter(source -> !holding.contains(source)).toList();
    }
}
