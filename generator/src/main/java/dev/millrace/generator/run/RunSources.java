package dev.millrace.generator.run;

import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The sources of a file, and what becomes of them under the orders of a run. Immutable. */
public final class RunSources {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, SourceDefinition> definitions;
    private final long seed;

    public RunSources(Map<String, SourceDefinition> definitions, long seed) {
        this.definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        this.seed = seed;
    }

    /** By source, into how many shards it is split; what takes posts is not shared and is left out. */
    public static Map<String, Integer> shards(Map<String, SourceDefinition> definitions) {
        var shards = new TreeMap<String, Integer>();
        definitions.forEach((source, definition) -> {
            if (definition.http() == null) {
                shards.put(source, definition.shardCount());
            }
        });
        return shards;
    }

    /** The seed of the file. */
    public long seed() {
        return seed;
    }

    /** Orders to run all sources that have due times, or all others, as the file says. */
    List<SourceOrder> ordersForAll(boolean scheduled) {
        return definitions.entrySet().stream()
                .filter(entry -> entry.getValue().scheduled() == scheduled)
                .map(entry -> new SourceOrder(entry.getKey(), null, null)
                        .into(entry.getValue().shardCount()))
                .toList();
    }

    /** Orders for the sources that take events in: those whose door every instance has of its own, or all others. */
    List<SourceOrder> ordersForIntake(boolean doors) {
        return definitions.entrySet().stream()
                .filter(entry -> !entry.getValue().scheduled())
                .filter(entry -> (entry.getValue().http() != null) == doors)
                .map(entry -> new SourceOrder(entry.getKey(), null, null))
                .toList();
    }

    /** The sources of a run that have a rate which may be changed. */
    List<String> rated(Run run) {
        return run.sources().stream()
                .map(SourceOrder::source)
                .filter(source -> {
                    var definition = definitions.get(source);
                    return definition != null && definition.rate() != null && definition.from() == null;
                })
                .toList();
    }

    /** A source that has a rate which may be changed; throws {@link InvalidRunRequest} if it has none. */
    void requireRate(Run run, String source) {
        if (!run.has(source)) {
            throw new InvalidRunRequest("source '" + source + "' is not part of run " + run.id());
        }
        var definition = definitions.get(source);
        if (definition == null || definition.rate() == null) {
            throw new InvalidRunRequest("source '" + source + "' has no rate of its own that could be changed");
        }
        if (definition.from() != null) {
            throw new InvalidRunRequest("source '" + source
                    + "' begins in the past ('from'), and keeps the rate it began with; start another run");
        }
    }

    /**
     * The orders a request comes to; throws {@link InvalidRunRequest} if it names what is not there.
     *
     * @param begin  when the run is to begin
     * @param edited rates that stand in the file by now instead of those it began with, by source
     */
    List<SourceOrder> orders(RunRequest request, Instant begin, Map<String, Rate> edited) {
        var orders = new ArrayList<SourceOrder>();
        for (var source : request.sources()) {
            var definition = definitions.get(source);
            if (definition == null) {
                throw new InvalidRunRequest(
                        "there is no source '" + source + "'; the file has " + String.join(", ", definitions.keySet()));
            }
            if (!definition.scheduled()) {
                throw new InvalidRunRequest("source '" + source
                        + "' takes events in and always runs; only generated and replayed sources are started");
            }
            orders.add(
                    definition.isGenerated()
                            ? generated(source, definition, request, edited.get(source), begin)
                            : replayed(source, request));
        }
        return orders;
    }

    private static SourceOrder replayed(String source, RunRequest request) {
        if (request.rate() != null) {
            throw new InvalidRunRequest(
                    "source '" + source + "' is replayed at its own pace; 'speed' in the file makes it faster");
        }
        var duration = request.duration();
        return new SourceOrder(source, null, request.count(), duration == null ? null : duration.toNanos());
    }

    private SourceOrder generated(
            String source, SourceDefinition definition, RunRequest request, @Nullable Rate edited, Instant begin) {
        var rate = request.rate() == null ? edited : request.rate();
        var workload = rate == null ? Objects.requireNonNull(definition.rate()) : new Workload.Constant(rate);
        var pacing = new Pacing(workload, definition.from(), definition.duration(), null);
        var order = new SourceOrder(
                        source,
                        rate == null ? null : rate.perSecond(),
                        count(source, pacing, request.count(), request.duration(), begin))
                .into(definition.shardCount());
        try {
            apply(order, definition).checkHeldBack();
        } catch (InvalidSetting e) {
            throw new InvalidRunRequest("" + e.within("sources." + source).getMessage());
        }
        return order;
    }

    /** The definitions as a run has them. Sources that are not part of it are kept, for others may refer to them. */
    Map<String, SourceDefinition> under(List<SourceOrder> orders) {
        var effective = new LinkedHashMap<>(definitions);
        for (var order : orders) {
            effective.computeIfPresent(order.source(), (name, definition) -> apply(order, definition));
        }
        return effective;
    }

    /** The definitions as a run has them, with the changes of rates there were. */
    Map<String, SourceDefinition> under(Run run) {
        var effective = under(run.sources());
        for (var change : run.changes()) {
            effective.computeIfPresent(change.source(), (name, definition) -> apply(change, definition));
        }
        return effective;
    }

    /** Throws {@link InvalidSetting} where sources of a run could not hold back what they are to at another rate. */
    void requireHeldBack(Run run, List<String> names, Rate rate) {
        var running = under(run);
        for (var name : names) {
            var definition = Objects.requireNonNull(running.get(name));
            try {
                // At that rate alone: what the run had before is no reason to refuse a smaller one.
                definition
                        .paced(new Workload.Constant(rate), definition.count())
                        .checkHeldBack();
            } catch (InvalidSetting e) {
                throw e.within("sources." + name);
            }
        }
    }

    /** When the events of a run's sources are due, by source; those that take what comes are left out. */
    Map<String, DueTimes> dueTimes(Run run, Supplier<Timeline> timelines) {
        var running = under(run);
        var all = new LinkedHashMap<String, DueTimes>();
        for (var order : run.sources()) {
            Optional.ofNullable(running.get(order.source()))
                    .flatMap(SourceDefinition::pacing)
                    .map(pacing -> pacing.dueTimes(seed, order.source(), timelines))
                    .ifPresent(due -> all.put(order.source(), due));
        }
        return all;
    }

    /** A text that changes when what the sources generate would change; their order in the file does not matter. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((seed + "\n").getBytes(StandardCharsets.UTF_8));
            new TreeMap<>(definitions).forEach((name, definition) -> {
                if (definition.scheduled()) {
                    // As JSON, which tells the text "1" from the number 1.
                    digest.update(JSON.writeValueAsBytes(Map.entry(name, definition.asGenerated())));
                }
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static SourceDefinition apply(SourceOrder order, SourceDefinition definition) {
        var ordered = order.ratePerSecond();
        var rate = ordered == null ? definition.rate() : new Workload.Constant(new Rate(ordered));
        var count = order.count() == null ? definition.count() : order.count();
        var paced = definition.paced(rate, count);
        return order.durationNanos() == null ? paced : paced.lasting(Duration.ofNanos(order.durationNanos()));
    }

    private static SourceDefinition apply(RateChange change, SourceDefinition definition) {
        var before = definition.rate();
        if (before == null) {
            return definition;
        }
        var after = new Workload.Constant(new Rate(change.perSecond()));
        try {
            return definition.paced(before.changedAt(Duration.ofNanos(change.fromNanos()), after), definition.count());
        } catch (InvalidSetting e) {
            throw e.within("sources." + change.source());
        }
    }

    /** How many events come of a number asked for, and of how many are due within the time asked for. */
    private @Nullable Long count(
            String source, Pacing pacing, @Nullable Long count, @Nullable Duration duration, Instant begin) {
        if (duration == null) {
            return count;
        }
        var begun = Timeline.from(begin);
        var times = pacing.dueTimes(seed, source, () -> begun);
        // The event due at the very end belongs to what comes after.
        long within = Math.max(1, times.countAt(duration.toNanos() - 1));
        return count == null ? within : Math.min(count, within);
    }
}
