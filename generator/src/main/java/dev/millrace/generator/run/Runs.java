package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.loop.SourceState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of one program: those of its file, resumed where the last program left them, and those asked for.
 * Thread-safe.
 */
public final class Runs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(200);

    private final String program;
    private final RunSources sources;
    private final SourceBodies bodies;
    private final ChannelFactory channels;
    private final RunLog runLog;
    private final ProgressReader progress;
    private final RunIds ids;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Map<String, RunStatus> past = new LinkedHashMap<>();
    private final Map<String, ActiveRun> active = new LinkedHashMap<>();
    private final Thread watcher;
    private boolean closed;

    public Runs(
            String program,
            RunSources sources,
            SourceBodies bodies,
            ChannelFactory channels,
            RunLog runLog,
            ProgressReader progress,
            RunIds ids,
            Clock clock) {
        this.program = program;
        this.sources = sources;
        this.bodies = bodies;
        this.channels = channels;
        this.runLog = runLog;
        this.progress = progress;
        this.ids = ids;
        this.clock = clock;
        this.watcher = Thread.ofPlatform().name("runs").daemon().unstarted(this::watch);
    }

    /**
     * Goes on with the runs of an earlier program on the same Kafka, and starts those of the file that are not
     * there yet. A run whose sources have since been changed in the file is ended, and a new one started.
     */
    public void resume() {
        lock.lock();
        try {
            var known = runLog.read().values().stream()
                    .filter(run -> run.program().equals(program))
                    .toList();
            var reached = progress.readAll().values();
            for (var run : known) {
                if (run.state() == RunState.RUNNING && stillFits(run)) {
                    begin(run);
                } else {
                    past.put(
                            run.id(),
                            pastStatus(
                                    run.state() == RunState.RUNNING ? write(run.in(RunState.STOPPED)) : run, reached));
                }
            }
            beginMissing(RunOrigin.FILE, sources.ordersForAll(true));
            beginMissing(RunOrigin.INTAKE, sources.ordersForAll(false));
            watcher.start();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Starts a new run.
     *
     * @throws InvalidRunRequest if the request names what is not there
     * @throws RunLogUnavailable if Kafka cannot be written to
     */
    public RunStatus start(RunRequest request) {
        lock.lock();
        try {
            if (closed) {
                throw new InvalidRunRequest("the program is stopping");
            }
            var run = write(newRun(RunOrigin.REQUEST, sources.orders(request)));
            begin(run);
            return status(run.id()).orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops a run for good: its sources stop in order, and it is not gone on with. Stopping one that has ended
     * changes nothing. Empty if there is no such run.
     *
     * @throws InvalidRunRequest if it is the run of the sources that take events in
     */
    public Optional<RunStatus> stop(String id) {
        ActiveRun stopping;
        lock.lock();
        try {
            stopping = active.get(id);
        } finally {
            lock.unlock();
        }
        if (stopping != null) {
            if (stopping.run().origin() == RunOrigin.INTAKE) {
                throw new InvalidRunRequest(
                        "run " + id + " takes events in for as long as the program runs; it is not stopped alone");
            }
            stopping.stop();
            stopping.awaitStopped();
            retire(stopping, stopping.ended() ? RunState.ENDED : RunState.STOPPED);
        }
        return status(id);
    }

    /** A run as it stands. */
    public Optional<RunStatus> status(String id) {
        return statuses().stream()
                .filter(status -> status.run().id().equals(id))
                .findFirst();
    }

    /** All runs as they stand, oldest first. */
    public List<RunStatus> statuses() {
        lock.lock();
        try {
            var all = new ArrayList<>(past.values());
            active.values().forEach(run -> all.add(new RunStatus(run.run(), run.statuses())));
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Stops all sources in order, so that the runs can be gone on with later. Idempotent. */
    @Override
    public void close() {
        List<ActiveRun> stopping;
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
            stopping = List.copyOf(active.values());
        } finally {
            lock.unlock();
        }
        stopping.forEach(ActiveRun::stop);
        stopping.forEach(ActiveRun::awaitStopped);
        stopping.stream().filter(Runs::isOver).forEach(run -> retire(run, RunState.ENDED));
    }

    private boolean stillFits(Run run) {
        return switch (run.origin()) {
            // What is taken in has its place in one sequence for good, whatever the file says of the rest.
            case INTAKE -> true;
            case FILE, REQUEST -> run.fingerprint().equals(sources.fingerprint());
        };
    }

    private void beginMissing(RunOrigin origin, List<SourceOrder> orders) {
        boolean there = active.values().stream().anyMatch(run -> run.run().origin() == origin);
        // What is finished stays finished: starting the program again does not make the same events again.
        boolean finished = past.values().stream()
                .map(RunStatus::run)
                .anyMatch(run -> run.origin() == origin && run.state() == RunState.ENDED && stillFits(run));
        if (!there && !finished && !orders.isEmpty()) {
            begin(write(newRun(origin, orders)));
        }
    }

    private Run newRun(RunOrigin origin, List<SourceOrder> orders) {
        return new Run(ids.next(), program, origin, sources.fingerprint(), clock.instant(), RunState.RUNNING, orders);
    }

    private Run write(Run run) {
        runLog.write(run);
        return run;
    }

    private void begin(Run run) {
        // The sources that take events in may have changed in the file; their run is one for all times.
        var current = run.origin() == RunOrigin.INTAKE ? run.with(sources.ordersForAll(false)) : run;
        active.put(run.id(), ActiveRun.start(current, sources, bodies, channels));
        log.info(
                "A run goes on: run={} origin={} sources={}",
                run.id(),
                run.origin(),
                current.sources().size());
    }

    /** Ends the runs that have sent all they had to send. */
    private void watch() {
        while (true) {
            List<ActiveRun> over;
            lock.lock();
            try {
                if (closed || (closing.awaitNanos(LOOK_AROUND.toNanos()) > 0 && closed)) {
                    return;
                }
                over = active.values().stream().filter(Runs::isOver).toList();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                lock.unlock();
            }
            over.forEach(run -> retire(run, RunState.ENDED));
        }
    }

    private static boolean isOver(ActiveRun run) {
        return run.run().origin() != RunOrigin.INTAKE && run.ended();
    }

    private void retire(ActiveRun run, RunState state) {
        lock.lock();
        try {
            if (active.get(run.run().id()) == run) {
                var ended = write(run.run().in(state));
                active.remove(ended.id());
                past.put(ended.id(), new RunStatus(ended, run.statuses()));
                log.info("A run has ended: run={}", ended.id());
            }
        } catch (RunLogUnavailable e) {
            log.warn(
                    "The end of a run could not be written and is tried again: run={} reason={}",
                    run.run().id(),
                    e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private static RunStatus pastStatus(Run run, Collection<Progress> reached) {
        var statuses = reached.stream()
                .filter(progress -> progress.run().equals(run.id()))
                .map(progress -> new SourceStatus(
                        progress.source(),
                        progress.kind(),
                        progress.topic(),
                        null,
                        new Tally(progress.next(), progress.deadLettered(), progress.active()),
                        progress.ended() ? new SourceState.Ended() : new SourceState.Stopped()))
                .toList();
        return new RunStatus(run, statuses);
    }
}
