package dev.millrace.generator.flow;

import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.Breaker;
import dev.millrace.flow.breaker.CallBreaker;
import dev.millrace.flow.limit.LeaseServer;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.limit.LimiterMode;
import dev.millrace.flow.limit.NanoClock;
import dev.millrace.flow.limit.SharedLimit;
import dev.millrace.flow.shed.Machine;
import dev.millrace.settings.DataSize;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The flow control of a program's sources: the limits they are under, the breakers before Kafka. Thread-safe.
 *
 * <p>Each source takes leases of its own, as if it were an instance by itself. So what makes a limit fair among
 * instances, that nobody is held to less than an equal part of what the others leave, makes it fair among sources.
 */
public final class SourceFlows implements AutoCloseable {
    private static final String KAFKA = "kafka";
    private static final NanoClock CLOCK = System::nanoTime;

    private final @Nullable FlowSettings usual;
    private final Map<String, FlowSettings> own;
    private volatile Map<String, LimitSettings> limits;
    /** By source. */
    private final Map<String, SharedLimit> shared = new LinkedHashMap<>();
    /** By name. */
    private final Map<String, Breaker> breakers = new LinkedHashMap<>();
    /** By source. */
    private final Map<String, Shedding> sheddings = new ConcurrentHashMap<>();
    /** By source. */
    private final Map<String, AcknowledgedLatency> latencies = new ConcurrentHashMap<>();

    private final Machine machine;
    private final Clock clock;

    private SourceFlows(
            @Nullable FlowSettings usual,
            Map<String, FlowSettings> own,
            Map<String, LimitSettings> limits,
            Machine machine,
            Clock clock) {
        this.machine = machine;
        this.clock = clock;
        this.usual = usual;
        this.own = Map.copyOf(own);
        this.limits = new LinkedHashMap<>(limits);
    }

    /** Where there is no flow control at all. */
    public static SourceFlows unbound() {
        return new SourceFlows(null, Map.of(), Map.of(), Machine.own(), Clock.systemUTC());
    }

    /**
     * Flow control without limits.
     *
     * @param usual for all sources
     * @param own   what single sources have instead
     */
    public static SourceFlows of(FlowSettings usual, Map<String, FlowSettings> own, Clock clock) {
        return of(usual, own, Machine.own(), clock);
    }

    /**
     * Flow control without limits, on a machine whose heap and processors may be another's.
     *
     * @param machine looked at where load is shed
     */
    public static SourceFlows of(FlowSettings usual, Map<String, FlowSettings> own, Machine machine, Clock clock) {
        var flows = new SourceFlows(usual, own, Map.of(), machine, clock);
        flows.addBreakers(usual);
        return flows;
    }

    /**
     * Flow control with limits.
     *
     * @param limits   by name; no source is under two of them
     * @param instance tells this program from all others that share a limit; letters, digits, '.', '_' and '-'
     * @param leases   where the logs of the limits are
     */
    public static SourceFlows of(
            FlowSettings usual,
            Map<String, FlowSettings> own,
            Map<String, LimitSettings> limits,
            String instance,
            LeaseServer leases,
            Clock clock) {
        var flows = new SourceFlows(usual, own, limits, Machine.own(), clock);
        flows.addBreakers(usual);
        limits.forEach((name, settings) -> settings.sources()
                .forEach(source -> flows.shared.put(
                        source, new SharedLimit(name, settings, instance + "." + source, leases, CLOCK))));
        return flows;
    }

    private void addBreakers(FlowSettings ofAll) {
        breakers.put(KAFKA, new CallBreaker(KAFKA, ofAll.breakerOrDefault(), clock, change -> {}));
        own.forEach((source, settings) -> {
            if (settings.breaker() != null) {
                breakers.put(
                        ownBreaker(source),
                        new CallBreaker(ownBreaker(source), settings.breaker(), clock, change -> {}));
            }
        });
    }

    private static String ownBreaker(String source) {
        return KAFKA + "-" + source;
    }

    /**
     * The flow of a sending loop.
     *
     * @param buffer what the loop's producer has for records that wait
     */
    public SourceFlow flow(String source, DataSize buffer) {
        if (usual == null) {
            return SourceFlow.unbound();
        }
        var settings = own.getOrDefault(source, FlowSettings.NONE).over(usual);
        var ofItsOwn = breakers.get(ownBreaker(source));
        var breaker = ofItsOwn == null ? breakers.get(KAFKA) : ofItsOwn;
        return new SourceFlow(
                shared.get(source),
                breaker,
                within(buffer, settings.batchingOrDefault()),
                FlowPolicy.of(settings),
                sheddings.computeIfAbsent(source, name -> shedding(settings)),
                latencies.computeIfAbsent(source, name -> new AcknowledgedLatency(clock)),
                CLOCK);
    }

    private Shedding shedding(FlowSettings settings) {
        return new Shedding(
                settings.shed(),
                settings.priorityOrDefault(),
                machine,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** What a source left out, if it has had a loop here. */
    public Optional<Shedding> shedding(String source) {
        return Optional.ofNullable(sheddings.get(source));
    }

    /** How long events of a source took until the broker had them, if it has had a loop here. */
    public Optional<AcknowledgedLatency> latency(String source) {
        return Optional.ofNullable(latencies.get(source));
    }

    /** Were the producer's buffer full, sending would block; half of it leaves room for a batch beyond the most. */
    private static BatchSettings within(DataSize buffer, BatchSettings batching) {
        long most = Math.max(1, buffer.bytes() / 2);
        return new BatchSettings(
                batching.target(),
                new DataSize(Math.min(batching.least().bytes(), most)),
                new DataSize(Math.min(batching.most().bytes(), most)),
                batching.linger());
    }

    /**
     * Lets a limit have another rate or burst from now on; see {@link SharedLimit#change}.
     *
     * @throws IllegalArgumentException if there is no such limit, or its window or sources are others
     */
    public synchronized void change(String name, LimitSettings to) {
        var before = limits.get(name);
        if (before == null || !before.sources().equals(to.sources())) {
            throw new IllegalArgumentException(
                    "limit " + name + ": there is none of that name for " + String.join(", ", to.sources()));
        }
        for (var source : to.sources()) {
            var limit = shared.get(source);
            if (limit != null) {
                limit.change(to);
            }
        }
        var changed = new LinkedHashMap<>(limits);
        changed.put(name, to);
        limits = changed;
    }

    /** How the limits stand. */
    public List<LimitFigures> limits() {
        var figures = new ArrayList<LimitFigures>();
        limits.forEach((name, settings) -> {
            var mode = LimiterMode.REDIS;
            long sharing = 0;
            long permits = 0;
            for (var source : settings.sources()) {
                var limit = shared.get(source);
                if (limit != null) {
                    var status = limit.status();
                    mode = status.mode() == LimiterMode.LOCAL ? LimiterMode.LOCAL : mode;
                    sharing = Math.max(sharing, status.instances());
                    permits += status.taken();
                }
            }
            figures.add(new LimitFigures(name, settings, mode, sharing, permits));
        });
        return figures;
    }

    /** How the breakers before Kafka stand. */
    public List<BreakerFigures> breakers() {
        return breakers.entrySet().stream()
                .map(entry -> new BreakerFigures(
                        entry.getKey(),
                        entry.getValue().state(),
                        entry.getValue().notClosed()))
                .toList();
    }

    /** Takes leave of the limits. */
    @Override
    public void close() {
        shared.values().forEach(SharedLimit::close);
    }
}
