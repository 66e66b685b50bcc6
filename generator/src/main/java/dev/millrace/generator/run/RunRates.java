package dev.millrace.generator.run;

import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.workload.DueTimes;
import java.util.HashMap;
import java.util.Map;

/** What the rates of a run's sources are to be. Thread-safe. */
record RunRates(Map<String, DueTimes> dueTimes) {
    RunRates {
        dueTimes = Map.copyOf(dueTimes);
    }

    static RunRates of(Run run, RunSources sources, RunClock clock) {
        return new RunRates(sources.dueTimes(run, clock::timeline));
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
