package dev.millrace.generator.run;

import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.DueTimes;
import java.util.HashMap;
import java.util.Map;

/** What the rates of a run's sources are to be. Thread-safe. */
record RunRates(Map<String, DueTimes> dueTimes) {
    RunRates {
        dueTimes = Map.copyOf(dueTimes);
    }

    /** @param definitions as the run has them */
    static RunRates of(Run run, Map<String, SourceDefinition> definitions, long seed, RunClock clock) {
        var all = new HashMap<String, DueTimes>();
        for (var order : run.sources()) {
            var definition = definitions.get(order.source());
            if (definition != null) {
                definition
                        .pacing()
                        .map(pacing -> pacing.dueTimes(seed, order.source(), clock::timeline))
                        .ifPresent(due -> all.put(order.source(), due));
            }
        }
        return new RunRates(all);
    }

    /**
     * A source's.
     *
     * @param until active time up to which it is told, nanoseconds
     * @param over  whether the run is: then it is to have none any more
     */
    RunReport.Rates of(String source, long until, boolean over) {
        var due = dueTimes.get(source);
        return due == null
                ? RunReport.Rates.NONE
                : new RunReport.Rates(
                        over ? null : due.perSecondAt(Math.max(0, until)),
                        due.meanPerSecond(until),
                        due.countAt(until));
    }

    /** Those of all sources, when the run is over. */
    Map<String, RunReport.Rates> all(long until) {
        var all = new HashMap<String, RunReport.Rates>();
        dueTimes.keySet().forEach(source -> all.put(source, of(source, until, true)));
        return all;
    }
}
