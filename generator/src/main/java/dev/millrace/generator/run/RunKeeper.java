package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one of all instances sees to for a program's runs: that they are gone on with when the program starts, that the
 * file's are there, and that those are ended which have sent all they had to send. For one thread at a time.
 */
final class RunKeeper {
    private static final Logger log = LoggerFactory.getLogger(RunKeeper.class);

    private final String program;
    private final RunSources sources;
    private final ChannelFactory channels;
    private final RunFacts facts;
    private final ProgressReader progress;
    private final RunIds ids;
    private final Clock clock;
    private boolean begun;

    RunKeeper(
            String program,
            RunSources sources,
            ChannelFactory channels,
            RunFacts facts,
            ProgressReader progress,
            RunIds ids,
            Clock clock) {
        this.program = program;
        this.sources = sources;
        this.channels = channels;
        this.facts = facts;
        this.progress = progress;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Whether a run may be sent here: the program was running already when this instance came, or somebody has gone on
     * with the run since.
     */
    boolean isReady(Run run, boolean wasAlone) {
        return !wasAlone || run.origin() == RunOrigin.INTAKE || facts.isFresh(run.id());
    }

    /**
     * Does what is to be done now.
     *
     * @param wasAlone whether the program was not running when this instance joined
     * @throws RunLogUnavailable if another instance is the keeper by now, or Kafka cannot be written to
     */
    void keep(boolean wasAlone) {
        if (!begun) {
            // What the keeper before has written must be known, or it would be done twice.
            facts.readOn();
            endOutdated();
            if (wasAlone) {
                settle();
                goOn();
            }
            beginMissing(RunOrigin.FILE, sources.ordersForAll(true), wasAlone);
            beginMissing(RunOrigin.INTAKE, sources.ordersForIntake(false), wasAlone);
            begun = true;
        }
        endFinished();
        facts.writeVerdicts();
    }

    /** A new run. */
    Run create(RunOrigin origin, List<SourceOrder> orders) {
        var now = clock.instant();
        var timeline = Timeline.from(now.plus(Resumption.LEAD));
        return new Run(ids.next(), program, origin, sources.fingerprint(), now, RunState.RUNNING, orders, timeline);
    }

    /** Whatever an earlier program had not committed of runs that it was told to stop, it never will. */
    private void settle() {
        facts.runs().stream()
                .filter(run ->
                        run.state() != RunState.RUNNING && !facts.isFresh(run.id()) && !facts.isSettled(run.id()))
                .forEach(run -> {
                    RunShard.of(run).stream()
                            .filter(shard -> !facts.hasLeft(run.id(), shard))
                            .forEach(shard -> channels.abandon(run.id(), shard.source(), shard.shard()));
                    facts.endAsKeeper(run, isFinished(run) ? RunState.ENDED : RunState.STOPPED);
                });
    }

    private List<Run> running() {
        return facts.runs().stream()
                .filter(run -> run.state() == RunState.RUNNING && !run.isOfOneInstance())
                .toList();
    }

    /** Ends the runs whose sources have been changed in the file. */
    private void endOutdated() {
        running().stream().filter(run -> !run.fits(sources.fingerprint())).forEach(run -> {
            RunShard.of(run).forEach(shard -> channels.abandon(run.id(), shard.source(), shard.shard()));
            facts.endAsKeeper(run, RunState.STOPPED);
            log.info("A run is over, for its sources were changed in the file: run={}", run.id());
        });
    }

    /** Goes on with what an earlier program left. */
    private void goOn() {
        var left = running().stream()
                .filter(run -> run.origin() != RunOrigin.INTAKE && !facts.isFresh(run.id()))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        var written = progress.readWritten().values();
        left.forEach(run -> facts.writeAsKeeper(
                Resumption.goOn(run, sources.under(run), sources.seed(), written, clock.instant())));
    }

    private void beginMissing(RunOrigin origin, List<SourceOrder> orders, boolean wasAlone) {
        if (!orders.isEmpty() && !isThere(origin, wasAlone)) {
            var run = create(origin, orders);
            facts.writeAsKeeper(run);
            log.info("A run begins: run={} origin={} sources={}", run.id(), origin, orders.size());
        }
    }

    /**
     * Whether a run of this origin goes on, or has ended with these sources: what is finished stays finished, and starting
     * the program again does not make the same events again. One that was stopped is begun again with the program.
     */
    private boolean isThere(RunOrigin origin, boolean wasAlone) {
        return facts.runs().stream()
                .filter(run -> run.origin() == origin && !run.isOfOneInstance())
                .anyMatch(run -> switch (run.state()) {
                    case RUNNING -> true;
                    case ENDED -> run.fits(sources.fingerprint());
                    case STOPPED -> (!wasAlone || facts.isFresh(run.id())) && run.fits(sources.fingerprint());
                });
    }

    private void endFinished() {
        running().stream().filter(this::isFinished).forEach(run -> {
            facts.endAsKeeper(run, RunState.ENDED);
            log.info("A run is over: run={} state={}", run.id(), RunState.ENDED);
        });
    }

    /** Whether every shard of it has said that no more will come. */
    boolean isFinished(Run run) {
        return run.origin() != RunOrigin.INTAKE
                && RunShard.of(run).stream()
                        .allMatch(shard -> facts.progress(shard.progressKey(run))
                                .map(Progress::ended)
                                .orElse(false));
    }
}
