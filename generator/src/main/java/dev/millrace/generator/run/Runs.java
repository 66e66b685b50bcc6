package dev.millrace.generator.run;

import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.share.ShardSlots;
import dev.millrace.generator.share.SlotTenant;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The runs of one program: those of its file, resumed where the last program left them, and those asked for. All
 * instances of the program follow the same facts; each sends the shards it was handed. Thread-safe.
 */
public final class Runs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(100);
    /** So far ahead a change of a rate holds, so that all instances know of it by then. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private final RunSources sources;
    private final ShardSlots slots;
    private final RunFacts facts;
    private final RunKeeper keeper;
    private final DoubtfulRuns doubtful;
    private final ActiveRun.Means means;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    /** Held while this instance writes as the keeper: another becomes it only after. */
    private final ReentrantLock keeping = new ReentrantLock();

    private final Map<String, ActiveRun> active = new LinkedHashMap<>();
    private final Set<String> stopping = ConcurrentHashMap.newKeySet();
    private final Thread watcher;
    private volatile boolean resumed;
    private volatile boolean closed;
    private boolean troubled;

    public Runs(
            String program,
            KafkaAccess kafka,
            RunSources sources,
            SourceBodies bodies,
            ChannelFactory channels,
            RunLog runLog,
            ShardSlots slots,
            RunIds ids,
            Clock clock) {
        this.sources = sources;
        this.slots = slots;
        this.facts = new RunFacts(program, kafka, runLog);
        this.keeper = new RunKeeper(program, sources, channels, facts, new ProgressReader(kafka), ids, clock);
        this.doubtful = new DoubtfulRuns(facts);
        this.means = new ActiveRun.Means(sources, bodies, channels, facts, slots, clock);
        this.clock = clock;
        this.watcher = Thread.ofPlatform().name("runs").daemon().unstarted(this::watch);
    }

    /**
     * Takes part in the program's runs. The first of its instances goes on with the runs of an earlier program on the
     * same Kafka, and starts those of the file that are not there yet. A run whose sources have since been changed in the
     * file is ended, and a new one started.
     *
     * @throws RunLogUnavailable if Kafka cannot be written to
     * @throws RunLogUnreadable  if one of the runs cannot be understood
     * @throws KafkaException    if it cannot be read
     */
    public void resume() {
        facts.begin();
        slots.join(new Tenant());
        openDoors();
        tend();
        watcher.start();
        resumed = true;
    }

    /**
     * Starts a new run.
     *
     * @throws InvalidRunRequest if the request names what is not there
     * @throws RunLogUnavailable if Kafka cannot be written to
     */
    public RunStatus start(RunRequest request) {
        requireOpen();
        var run = keeper.create(RunOrigin.REQUEST, sources.orders(request, clock.instant()));
        // Written outside the lock: while Kafka is away this takes its time, and statuses must not wait for it.
        doubtful.write(run);
        if (closed) {
            facts.end(run, RunState.STOPPED);
            throw stoppingProgram();
        }
        reconcile();
        return status(run.id()).orElseThrow();
    }

    /**
     * Stops a run for good, on all instances: its sources stop in order, and it is not gone on with. Stopping one that has
     * ended changes nothing. Empty if there is no such run.
     *
     * @throws InvalidRunRequest if it is the run of the sources that take events in
     * @throws RunLogUnavailable if Kafka cannot be written to: the run's sources have stopped here, but others go on, and
     *     so will the next program, unless this is called again
     */
    public Optional<RunStatus> stop(String id) {
        var run = facts.run(id).filter(found -> found.state() == RunState.RUNNING).orElse(null);
        if (run != null) {
            if (run.origin() == RunOrigin.INTAKE) {
                throw new InvalidRunRequest(
                        "run " + id + " takes events in for as long as the program runs; it is not stopped alone");
            }
            requireOpen();
            stopping.add(id);
            stopHere(id);
            var state = isFinishedHere(run) ? RunState.ENDED : RunState.STOPPED;
            facts.end(run, state);
            reconcile();
            log.info("A run is over: run={} state={}", id, state);
        }
        return status(id);
    }

    /**
     * Changes the rate of sources of a run while it goes on; it holds from a moment soon to come, the same for all
     * instances. Empty if there is no such run.
     *
     * @param names the sources; all of the run that have a rate, where it is empty
     * @throws InvalidRunRequest if the run is over, or a source has no rate that can be changed
     * @throws RunLogUnavailable if Kafka cannot be written to
     */
    public Optional<RunStatus> change(String id, List<String> names, Rate rate) {
        requireOpen();
        var run = facts.run(id).orElse(null);
        if (run == null) {
            return Optional.empty();
        }
        if (run.state() != RunState.RUNNING) {
            throw new InvalidRunRequest("run " + id + " is over");
        }
        var chosen = names.isEmpty() ? sources.rated(run) : names;
        if (chosen.isEmpty()) {
            throw new InvalidRunRequest("run " + id + " has no source with a rate");
        }
        chosen.forEach(source -> sources.requireRate(run, source));
        long from = activeNanos(run) + AHEAD.toNanos();
        var changes = chosen.stream()
                .map(source -> new RateChange(source, Math.max(from, AHEAD.toNanos()), rate.perSecond()))
                .toList();
        try {
            // Tried before it is written: a fact that nobody could follow would end all of them.
            sources.under(run.changed(changes));
        } catch (InvalidSetting e) {
            throw new InvalidRunRequest(String.valueOf(e.getMessage()));
        }
        changes.forEach(change -> facts.change(run, change));
        reconcile();
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
        var all = new ArrayList<RunStatus>();
        for (var run : facts.runs()) {
            var here = active(run.id());
            all.add(
                    here == null
                            ? RunReport.of(effective(run), facts, sources.under(run), slots.instance())
                            : here.status());
        }
        all.sort(RunStatus.OLDEST_FIRST);
        return all;
    }

    /**
     * Stops what is sent here in order, and leaves it to the other instances; without any, to the next program.
     * Idempotent.
     */
    @Override
    public void close() {
        closed = true;
        try {
            if (watcher.isAlive()) {
                watcher.join(Duration.ofSeconds(20));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var runs = activeRuns();
        runs.forEach(ActiveRun::stop);
        runs.forEach(ActiveRun::awaitStopped);
        runs.forEach(run -> {
            if (run.run().state() == RunState.RUNNING && isFinishedHere(run.run())) {
                tryToEnd(run);
            }
        });
        doubtful.settle();
        slots.close();
        if (!watcher.isAlive()) {
            facts.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw stoppingProgram();
        }
        if (!resumed) {
            // What is written now would be begun twice: by who asked for it, and as found on the log.
            throw new RunLogUnavailable("the program is still starting, ask again in some seconds");
        }
    }

    private static InvalidRunRequest stoppingProgram() {
        return new InvalidRunRequest("the program is stopping");
    }

    /** This instance's own run of the sources that take posts, which every instance does. */
    private void openDoors() {
        var doors = sources.ordersForIntake(true);
        boolean there = facts.runs().stream().anyMatch(this::isOurDoors);
        if (!doors.isEmpty() && !there) {
            facts.write(keeper.create(RunOrigin.INTAKE, doors).of(slots.instance()));
        }
    }

    private boolean isOurDoors(Run run) {
        return slots.instance().equals(run.instance()) && run.state() == RunState.RUNNING;
    }

    private long activeNanos(Run run) {
        var here = active(run.id());
        return (here == null ? new ActiveRun(run, means) : here).activeNanos();
    }

    /** The run with the sources that this file gives it, where they follow the file. */
    private Run effective(Run run) {
        return run.origin() == RunOrigin.INTAKE && run.state() == RunState.RUNNING
                ? run.with(sources.ordersForIntake(run.isOfOneInstance()))
                : run;
    }

    private void watch() {
        while (!closed) {
            try {
                facts.poll(LOOK_AROUND);
                tend();
                troubled = false;
            } catch (RuntimeException e) {
                // Whatever it is, the sources that are being sent go on, and the next round may do better.
                log.atLevel(troubled ? Level.DEBUG : Level.WARN)
                        .setCause(e)
                        .log("The runs could not be seen to and are tried again: reason={}", e.getMessage());
                troubled = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_AROUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void tend() {
        keeping.lock();
        try {
            if (slots.keeps()) {
                keeper.keep(slots.wasAlone());
            }
        } finally {
            keeping.unlock();
        }
        reconcile();
        boolean keeps = slots.keeps();
        activeRuns().forEach(run -> run.keepTime(keeps));
        doubtful.settle();
    }

    /** Sees to it that what is sent here is what is to be. */
    private void reconcile() {
        lock.lock();
        try {
            for (var run : facts.runs()) {
                if (run.state() != RunState.RUNNING) {
                    var over = active.get(run.id());
                    if (over != null) {
                        over.retire(run);
                    }
                } else if (!closed && isToBeSentHere(run)) {
                    var now = effective(run);
                    active.computeIfAbsent(run.id(), id -> new ActiveRun(now, means)).tend(now);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isToBeSentHere(Run run) {
        return !stopping.contains(run.id())
                && !doubtful.has(run)
                && run.fits(sources.fingerprint())
                && (run.isOfOneInstance() ? isOurDoors(run) : keeper.isReady(run, slots.wasAlone()));
    }

    private void stopHere(String id) {
        var here = active(id);
        if (here != null) {
            here.stop();
            here.awaitStopped();
        }
    }

    /** Whether all of a run was sent, as far as can be told from what was sent here and what others have written. */
    private boolean isFinishedHere(Run run) {
        var here = active(run.id());
        return run.origin() != RunOrigin.INTAKE
                && here != null
                && here.status().sources().stream()
                        .flatMap(source -> source.shards().stream())
                        .allMatch(shard -> shard.state() instanceof SourceState.Ended);
    }

    private void tryToEnd(ActiveRun run) {
        try {
            facts.end(run.run(), RunState.ENDED);
            run.retire(run.run().in(RunState.ENDED));
        } catch (RunLogUnavailable e) {
            log.warn(
                    "The end of a run could not be written; the next program does it: run={} reason={}",
                    run.run().id(),
                    e.getMessage());
        }
    }

    private @Nullable ActiveRun active(String id) {
        lock.lock();
        try {
            return active.get(id);
        } finally {
            lock.unlock();
        }
    }

    private List<ActiveRun> activeRuns() {
        lock.lock();
        try {
            return List.copyOf(active.values());
        } finally {
            lock.unlock();
        }
    }

    /** What is sent here, as far as the slots go. */
    private final class Tenant implements SlotTenant {
        @Override
        public void leave() {
            leaving().forEach(SourceTask::close);
            keeping.lock();
            keeping.unlock();
        }

        @Override
        public void evicted() {
            leaving();
        }

        private List<SourceTask> leaving() {
            var tasks = new ArrayList<SourceTask>();
            activeRuns().forEach(run -> tasks.addAll(run.leave()));
            return tasks;
        }
    }
}
