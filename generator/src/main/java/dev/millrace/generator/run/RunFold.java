package dev.millrace.generator.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The runs of one program, as they follow from the records of the log. A run is put together from several records, each
 * under a key of its own, so that what instances write at the same time adds up: the run itself, that it is over, and
 * each change of a rate. Not thread-safe.
 */
final class RunFold {
    private static final Logger log = LoggerFactory.getLogger(RunFold.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String END = "/end";
    private static final String SETTLED = "/settled" + END;
    private static final String RATE = "/rate/";
    private static final String LEFT = "left/";
    /** So many runs that were asked for and are over are remembered; the ledger knows the others as well. */
    static final int MOST_OVER = 1_000;

    private final String program;
    private final Map<String, Known> runs = new LinkedHashMap<>();
    private final Map<String, RunEnd> ends = new HashMap<>();
    private final Map<String, Set<RateChange>> changes = new HashMap<>();
    private final RateVerdicts verdicts = new RateVerdicts();
    private final Map<String, Set<RunShard>> left = new HashMap<>();
    private final Map<String, RunLogUnreadable> unreadable = new HashMap<>();

    /**
     * A run as last written.
     *
     * @param offset of the record of the run itself
     */
    record Known(Run run, long offset) {}

    RunFold(String program) {
        this.program = program;
    }

    static String keyOfEnd(String run) {
        return run + END;
    }

    /** Another than {@link #keyOfEnd}, so that neither undoes the other; earlier versions take it for an end. */
    static String keyOfSettled(String run) {
        return run + SETTLED;
    }

    static String keyOf(String run, RateChange change) {
        return run + RATE + change.source() + '/' + change.fromNanos();
    }

    static String keyOf(RunLeft left) {
        return LEFT + left.program() + '/' + left.instance();
    }

    /**
     * Takes in a record. One that stands before what is known already changes nothing.
     *
     * @param appended when Kafka had it; null where the topic does not say
     */
    void apply(String key, byte @Nullable [] value, long offset, @Nullable Instant appended) {
        // The last word on a run is the one that counts.
        unreadable.remove(key);
        if (value == null) {
            runs.remove(key);
            verdicts.done(key);
            return;
        }
        try {
            if (key.startsWith(LEFT)) {
                apply(JSON.readValue(value, RunLeft.class));
            } else if (key.endsWith(END)) {
                apply(JSON.readValue(value, RunEnd.class));
            } else if (key.contains(RATE)) {
                apply(key, JSON.readValue(value, RunRate.class), appended);
            } else {
                apply(JSON.readValue(value, Run.class), offset);
            }
        } catch (JacksonException e) {
            if (mayBeOurs(value)) {
                unreadable.put(key, new RunLogUnreadable(key, offset, e));
            }
            runs.remove(key);
        }
    }

    void apply(Run run, long offset) {
        var known = runs.get(run.id());
        if (run.program().equals(program) && (known == null || known.offset() <= offset)) {
            runs.put(run.id(), new Known(run, offset));
        }
    }

    void apply(RunEnd end) {
        if (end.program().equals(program)) {
            ends.merge(end.run(), end, RunEnd::and);
        }
    }

    /** Takes in a change of a rate that {@linkplain RunRate#holds holds}. */
    void apply(RunRate rate) {
        changes.computeIfAbsent(rate.run(), run -> new LinkedHashSet<>()).add(rate.change());
    }

    private void apply(String key, RunRate rate, @Nullable Instant appended) {
        if (!rate.program().equals(program)) {
            return;
        }
        if (rate.holds(appended)) {
            apply(rate);
        }
        verdicts.read(key, rate, changes.getOrDefault(rate.run(), Set.of()).contains(rate.change()));
    }

    /** What was found of changes of rates and the log does not bear yet. */
    RateVerdicts verdicts() {
        return verdicts;
    }

    void apply(RunLeft instance) {
        if (instance.program().equals(program)) {
            left.computeIfAbsent(instance.run(), run -> new HashSet<>()).addAll(instance.shards());
        }
    }

    /** The shards of a run that was stopped which instances have said they send no more of. */
    Set<RunShard> left(String run) {
        return Set.copyOf(left.getOrDefault(run, Set.of()));
    }

    /** Whether a run is over and nothing more of it will be committed, as somebody has written. */
    boolean isSettled(String id) {
        var end = ends.get(id);
        if (end != null) {
            return end.isSettled();
        }
        var known = runs.get(id);
        // As earlier versions wrote it: in the run itself.
        return known != null && known.run().state() != RunState.RUNNING;
    }

    /** Where a run stands as last written, if there is one of that id. */
    Optional<Known> run(String id) {
        return Optional.ofNullable(runs.get(id)).map(known -> new Known(whole(known.run()), known.offset()));
    }

    /** All runs, in the order they were first written. */
    List<Known> runs() {
        var all = new ArrayList<Known>();
        runs.values().forEach(known -> all.add(new Known(whole(known.run()), known.offset())));
        return all;
    }

    /**
     * Forgets the oldest runs that were asked for and are over, but for {@link #MOST_OVER}. Those of the file are kept:
     * that one has ended tells that it is not to begin again, and each start of a program makes one at most. That a run
     * is over is remembered too, for somebody may still write of it.
     *
     * @return the ids of those forgotten
     */
    Set<String> forgetOld() {
        if (runs.size() <= MOST_OVER) {
            return Set.of();
        }
        var over = runs.values().stream()
                .map(known -> whole(known.run()))
                .filter(run -> run.origin() == RunOrigin.REQUEST && run.state() != RunState.RUNNING)
                .map(Run::id)
                .toList();
        var old = Set.copyOf(over.subList(0, Math.max(0, over.size() - MOST_OVER)));
        runs.keySet().removeAll(old);
        changes.keySet().removeAll(old);
        left.keySet().removeAll(old);
        return old;
    }

    /** Throws the first failure to read what may be a run of this program. */
    void requireReadable() {
        for (var failure : unreadable.values()) {
            throw failure;
        }
    }

    private Run whole(Run run) {
        var end = ends.get(run.id());
        var rates = changes.get(run.id());
        var state = end == null ? run.state() : end.state();
        if (rates == null) {
            return state == run.state() ? run : run.in(state);
        }
        var sorted = rates.stream()
                .sorted(Comparator.comparingLong(RateChange::fromNanos).thenComparing(RateChange::source))
                .toList();
        return run.in(state).changed(sorted);
    }

    /** Whether a record that cannot be read may be one of this program: it is not where it names another. */
    private boolean mayBeOurs(byte[] record) {
        try {
            var named = JSON.readTree(record).path("program");
            return !named.isString() || named.asString().equals(program);
        } catch (JacksonException e) {
            log.debug("A record of the run log is no JSON", e);
            return true;
        }
    }
}
