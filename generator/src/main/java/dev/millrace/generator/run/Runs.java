package dev.millrace.generator.run;

import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.CommittedEvents;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.channel.UnreadableProgress;
import dev.millrace.generator.share.ShardSlots;
import dev.millrace.settings.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of one program: those of its file, resumed where the last program left them, and those asked for. All
 * instances of the program follow the same facts; each sends the shards it was handed. Thread-safe.
 */
public final class Runs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(100);
    /** For so long it is waited until what sources have sent is committed; the command line waits for twice as long. */
    private static final Duration LAST_EVENTS = Duration.ofSeconds(30);

    private final RunSources sources;
    private final ShardSlots slots;
    private final RunFacts facts;
    private final RunKeeper keeper;
    private final DoubtfulRuns doubtful;
    private final RunsHere here;
    private final RunStops stops;
    private final RateChanges rates;
    private final ChannelFactory channels;
    private final Places places = new Places();
    private final Clock clock;
    /** Held while this instance writes as the keeper: another becomes it only after. */
    private final ReentrantLock keeping = new ReentrantLock();
    /** Held while a run is started here. */
    private final ReadWriteLock starting = new ReentrantReadWriteLock();

    private final RunWatch watcher = new RunWatch(this::watch);
    private volatile boolean resumed;
    private volatile boolean closed;

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
        this.channels = channels;
        this.sources = sources;
        this.slots = slots;
        var unreadable = new UnreadableProgress();
        this.facts = new RunFacts(program, kafka, runLog, unreadable);
        this.keeper =
                new RunKeeper(program, sources, channels, facts, new ProgressReader(kafka, unreadable), ids, clock);
        this.doubtful = new DoubtfulRuns(facts);
        this.here = new RunsHere(new ActiveRun.Means(sources, bodies, channels, facts, slots, clock));
        this.stops = new RunStops(facts, here, this::reconcile);
        this.rates = new RateChanges(sources, facts, clock);
        this.clock = clock;
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
        slots.join(new RunsTenant(here, keeping));
        openDoors();
        tend();
        watcher.start();
        resumed = true;
    }

    /**
     * Starts a new run.
     *
     * @throws InvalidRunRequest if the request names what is not there, or too many runs go on
     * @throws RunLogUnavailable if Kafka cannot be written to
     */
    public RunStatus start(RunRequest request) {
        starting.readLock().lock();
        try {
            requireOpen();
            var run = keeper.create(RunOrigin.REQUEST, rates.orders(request, clock.instant()));
            places.within(facts.runs(), () -> doubtful.write(run));
            reconcile();
            return status(run.id()).orElseThrow();
        } finally {
            starting.readLock().unlock();
        }
    }

    /**
     * Stops a run for good, on all instances: its sources stop in order, and it is not gone on with. Gives the run once all
     * that was sent of it is committed; after 30 s, or when interrupted, as it is then: not {@linkplain RunStatus#isThrough
     * through} where that is not known of all its shards. Stopping one that is over changes nothing, but waits for the same.
     * Empty if there is no such run.
     *
     * @throws InvalidRunRequest if it is the run of the sources that take events in
     * @throws RunLogUnavailable if Kafka cannot be written to: the run's sources stop here, but others go on, and so will
     *     the next program, unless this is called again
     */
    public Optional<RunStatus> stop(String id) {
        return stop(id, LAST_EVENTS);
    }

    /** As {@link #stop(String)}, with another patience. */
    Optional<RunStatus> stop(String id, Duration patience) {
        requireResumed();
        stops.stop(id, patience, this::requireOpen);
        return status(id);
    }

    /**
     * Changes the rate of sources of a run while it goes on; it holds from a moment soon to come, the same for all
     * instances, or for none. Empty if there is no such run.
     *
     * @param names the sources; all of the run that have a rate, where it is empty
     * @throws InvalidRunRequest if the run is over, or a source has no rate that can be changed
     * @throws RateChangeTooLate if Kafka takes it too late again and again
     * @throws RunLogUnavailable if Kafka cannot be written to
     */
    public Optional<RunStatus> change(String id, List<String> names, Rate rate) {
        requireOpen();
        facts.run(id).ifPresent(run -> {
            rates.change(run, names, rate, () -> here.activeNanos(run));
            reconcile();
        });
        return status(id);
    }

    /** The file says another rate for a source by now: runs that are started from now on have it, unless they ask for one. */
    public void edited(String source, Rate rate) {
        rates.edited(source, rate);
    }

    /** The name of this instance, by which it stands among the senders of shards. */
    public String instance() {
        return slots.instance();
    }

    /** Why this instance has no part in the program's runs, where it should have one. */
    public Optional<String> trouble() {
        return slots.trouble();
    }

    /** What was committed here since the program started. */
    public CommittedEvents committed() {
        return channels.committed();
    }

    /** A run as it stands. */
    public Optional<RunStatus> status(String id) {
        return statuses().stream()
                .filter(status -> status.run().id().equals(id))
                .findFirst();
    }

    /** All runs as they stand, oldest first. Never waits for Kafka once {@link #resume()} is through. */
    public List<RunStatus> statuses() {
        return here.statuses();
    }

    /**
     * Stops what is sent here in order, and leaves it to the other instances; without any, to the next program. Returns once
     * all that was sent is committed; after 30 s what is not is told by {@link #unfinished()}. Idempotent.
     */
    @Override
    public void close() {
        close(LAST_EVENTS);
    }

    /** Waits at most so long for what was sent to be committed. */
    void close(Duration patience) {
        // A run that is being started is there before, and is stopped like the others.
        starting.writeLock().lock();
        try {
            closed = true;
        } finally {
            starting.writeLock().unlock();
        }
        boolean unwatched = watcher.end(Duration.ofSeconds(20));
        here.stopAll(patience);
        sentHere().stream().map(ActiveRun::run).forEach(this::endIfFinished);
        doubtful.settle();
        here.reconcile(run -> false);
        slots.close();
        if (unwatched) {
            facts.close();
        }
    }

    /** What is being sent here: after {@link #close()}, what did not stop in time. */
    public List<ChannelKey> unfinished() {
        return here.unfinished();
    }

    /** What is being sent here, with all that takes. */
    List<ActiveRun> sentHere() {
        return here.all();
    }

    private void requireOpen() {
        if (closed) {
            throw new InvalidRunRequest("the program is stopping");
        }
        requireResumed();
    }

    private void requireResumed() {
        if (!resumed) {
            // What is written now would be begun twice: by who asked for it, and as found on the log.
            throw new RunLogUnavailable("the program is still starting, ask again in some seconds");
        }
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

    private void watch() {
        facts.poll(LOOK_AROUND);
        tend();
    }

    private void tend() {
        boolean keeps;
        keeping.lock();
        try {
            keeps = facts.keep(slots.keeps());
            if (keeps) {
                keeper.keep(slots.wasAlone());
            }
        } finally {
            keeping.unlock();
        }
        reconcile();
        here.all().forEach(run -> run.keepTime(keeps));
        doubtful.settle();
    }

    private void reconcile() {
        if (!closed) {
            here.reconcile(this::isToBeSentHere);
        }
    }

    private boolean isToBeSentHere(Run run) {
        return !doubtful.has(run)
                && run.fits(sources.fingerprint())
                && (run.isOfOneInstance() ? isOurDoors(run) : keeper.isReady(run, slots.wasAlone()));
    }

    private void endIfFinished(Run run) {
        if (run.state() != RunState.RUNNING || !here.isFinished(run)) {
            return;
        }
        try {
            facts.end(run, RunState.ENDED);
        } catch (RunLogUnavailable e) {
            log.warn(
                    "The end of a run could not be written; the next program does it: run={} reason={}",
                    run.id(),
                    e.getMessage());
        }
    }
}
