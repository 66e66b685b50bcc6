package dev.millrace.generator.run;

import dev.millrace.generator.loop.SendingLoop;
import java.util.Map;

/**
 * What is kept of a run that was sent here and is over.
 *
 * @param loops what became of the shards that were sent here
 * @param rates what the sources' rates were to be in the mean, up to its end
 */
record PastRun(Map<RunShard, SendingLoop.Over> loops, Map<String, RunReport.Rates> rates) {
    PastRun {
        loops = Map.copyOf(loops);
        rates = Map.copyOf(rates);
    }

    /** Its sources as they stood, with what others have written of theirs. */
    RunStatus status(Run run, ActiveRun.Means means) {
        return RunReport.of(
                run,
                means.facts(),
                means.sources().under(run),
                means.slots().instance(),
                loops::get,
                source -> rates.getOrDefault(source, RunReport.Rates.NONE));
    }
}
