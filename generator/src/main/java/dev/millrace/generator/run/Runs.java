package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
    private final GeneratorSeat seat;
    private final DoubtfulRuns doubtful;
    private final ProgressReader progress;
    private final RunIds ids;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final RunBook book = new RunBook();
    /** Runs whose end Kafka did not take yet. */
    private final Set<String> unended = ConcurrentHashMap.newKeySet();

    private final Thread watcher;
    private boolean resumed;
    private boolean closed;

    public Runs(
            String program,
            RunSources sources,
            SourceBodies bodies,
            ChannelFactory channels,
            RunLog runLog,
            GeneratorSeat seat,
            ProgressReader progress,
            RunIds ids,
            Clock clock) {
        this.program = program;
        this.sources = sources;
        this.bodies = bodies;
        this.channels = channels;
        this.runLog = runLog;
        this.seat = seat;
        this.doubtful = new DoubtfulRuns(runLog);
        this.progress = progress;
        this.ids = ids;
        this.clock = clock;
        this.watcher = Thread.ofPlatform().name("runs").daemon().unstarted(this::watch);
    }

    /**
     * Goes on with the runs of an earlier program on the same Kafka, and starts those of the file that are not
     * there yet. A run whose sources have since been changed in the file is ended, and a new one started.
     *
     * @throws GeneratorTaken    if another instance is this program's generator
     * @throws RunLogUnavailable if Kafka cannot be written to
     * @throws RunLogUnreadable  if one of the runs cannot be understood
     * @throws org.apache.kafka.common.KafkaException if it cannot be read
     */
    public void resume() {
        seat.take();
        lock.lock();
        try {
            var known = runLog.read(program).values();
            var written = known.isEmpty()
                    ? List.<Progress>of()
                    : progress.readWritten().values();
            var over = new ArrayList<Run>();
            for (var run : known) {
                if (run.state() != RunState.RUNNING) {
                    over.add(run);
                } else if (run.fits(sources.fingerprint())) {
                    begin(goOn(run, written));
                } else {
                    run.sources().forEach(order -> channels.abandon(run.id(), order.source()));
                    over.add(write(run.in(RunState.STOPPED)));
                }
            }
            // Only now, for progress is read up to the first transaction that a program which died has left open.
            var reached =
                    over.isEmpty() ? List.<Progress>of() : progress.readAll().values();
            over.forEach(run -> book.add(RunStatus.past(run, reached)));
            beginMissing(RunOrigin.FILE, sources.ordersForAll(true));
            beginMissing(RunOrigin.INTAKE, sources.ordersForAll(false));
            watcher.start();
            resumed = true;
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
        requireOpen();
        seat.require();
        var run = newRun(RunOrigin.REQUEST, sources.orders(request, clock.instant()));
        // Written outside the lock: while Kafka is away this takes its time, and statuses must not wait for it.
        doubtful.write(run);
        lock.lock();
        try {
            if (!closed) {
                begin(run);
                return status(run.id()).orElseThrow();
            }
        } finally {
            lock.unlock();
        }
        write(run.in(RunState.STOPPED));
        throw stopping();
    }

    /**
     * Stops a run for good: its sources stop in order, and it is not gone on with. Stopping one that has ended
     * changes nothing. Empty if there is no such run.
     *
     * @throws InvalidRunRequest if it is the run of the sources that take events in
     * @throws RunLogUnavailable if Kafka cannot be written to: the sources have stopped, but will go on with the next
     *     program unless this is called again
     */
    public Optional<RunStatus> stop(String id) {
        var stopping = book.active(id).orElse(null);
        if (stopping != null) {
            if (stopping.run().origin() == RunOrigin.INTAKE) {
                throw new InvalidRunRequest(
                        "run " + id + " takes events in for as long as the program runs; it is not stopped alone");
            }
            seat.require();
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

    /** All runs as they stand, oldest first. Never waits for Kafka once {@link #resume()} is through. */
    public List<RunStatus> statuses() {
        return book.statuses();
    }

    /** Stops all sources in order, so that the runs can be gone on with later. Idempotent. */
    @Override
    public void close() {
        List<ActiveRun> stopping;
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
            stopping = book.active();
        } finally {
            lock.unlock();
        }
        stopping.forEach(ActiveRun::stop);
        stopping.forEach(ActiveRun::awaitStopped);
        stopping.stream().filter(ActiveRun::over).forEach(this::tryToEnd);
        doubtful.settle();
        seat.close();
    }

    private void requireOpen() {
        lock.lock();
        try {
            if (closed) {
                throw stopping();
            }
            if (!resumed) {
                // What is written now would be begun twice: by who asked for it, and as found on the log.
                throw new RunLogUnavailable("the program is still starting, ask again in some seconds");
            }
        } finally {
            lock.unlock();
        }
    }

    private static InvalidRunRequest stopping() {
        return new InvalidRunRequest("the program is stopping");
    }

    private void beginMissing(RunOrigin origin, List<SourceOrder> orders) {
        if (!book.has(origin, sources.fingerprint()) && !orders.isEmpty()) {
            begin(write(newRun(origin, orders)));
        }
    }

    private Run newRun(RunOrigin origin, List<SourceOrder> orders) {
        var now = clock.instant();
        var timeline = Timeline.from(now.plus(Resumption.LEAD));
        return new Run(ids.next(), program, origin, sources.fingerprint(), now, RunState.RUNNING, orders, timeline);
    }

    private Run goOn(Run run, Collection<Progress> written) {
        return run.origin() == RunOrigin.INTAKE
                ? run
                : write(Resumption.goOn(run, sources.under(run.sources()), sources.seed(), written, clock.instant()));
    }

    private Run write(Run run) {
        runLog.write(run);
        return run;
    }

    private void begin(Run run) {
        // The sources that take events in may have changed in the file; their run is one for all times.
        var current = run.origin() == RunOrigin.INTAKE ? run.with(sources.ordersForAll(false)) : run;
        book.add(ActiveRun.start(current, sources, bodies, channels, runLog, clock));
        log.info(
                "A run goes on: run={} origin={} sources={}",
                run.id(),
                run.origin(),
                current.sources().size());
    }

    /** Ends the runs that have sent all they had to send. */
    private void watch() {
        while (true) {
            lock.lock();
            try {
                if (!closed) {
                    closing.awaitNanos(LOOK_AROUND.toNanos());
                }
                if (closed) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                lock.unlock();
            }
            var running = book.active();
            running.stream().filter(ActiveRun::over).forEach(this::tryToEnd);
            running.forEach(run -> run.keepTime(runLog));
            doubtful.settle();
        }
    }

    private void tryToEnd(ActiveRun run) {
        try {
            retire(run, RunState.ENDED);
            unended.remove(run.run().id());
        } catch (RunLogUnavailable e) {
            log.atLevel(unended.add(run.run().id()) ? Level.WARN : Level.DEBUG)
                    .log(
                            "The end of a run could not be written and is tried again: run={} reason={}",
                            run.run().id(),
                            e.getMessage());
        }
    }

    /** Writes that a run is over; two who do so at once write the same. */
    private void retire(ActiveRun run, RunState state) {
        var retired = run.retire(runLog, state);
        if (book.retire(run, retired)) {
            log.info("A run is over: run={} state={}", retired.id(), state);
        }
    }
}
