package dev.millrace.processor.run;

import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.avro.registry.SchemaRegistry;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.topology.Counts;
import dev.millrace.processor.topology.PipelineCounters;
import dev.millrace.processor.topology.PipelineTopology;
import dev.millrace.processor.topology.Schemas;
import dev.millrace.processor.topology.StageTools;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline at work in this process. Thread-safe. */
public final class PipelineRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRunner.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final Duration PURGE_EVERY = Duration.ofSeconds(30);

    private final Plan plan;
    private final PipelineCounters counters;
    private final Broker broker;
    private final UnreadTail tail;
    private final RepartitionPurge purge;
    private final InputProgress progress;
    private final ThreadGuard guard;
    private final Map<String, Integer> partitions;
    private final List<String> warnings;
    private final KafkaStreams streams;
    private final GroupMembershipOperation onLeaving;
    private final Schemas schemas;

    private PipelineRunner(
            Plan plan,
            ProcessorSettings settings,
            StateMemory memory,
            SchemaRegistry registry,
            Clock clock,
            Broker broker) {
        this.schemas = new Schemas(registry);
        this.plan = plan;
        this.broker = broker;
        this.warnings = TransactionLevel.warnings(broker.transactionVersion());
        warnings.forEach(LOG::warn);
        var topics = new TopicPreparation(broker, plan);
        this.partitions = topics.prepare();
        var limits = new TopicLimits(broker, topics.written());
        var written = broker.partitions(topics.written());
        this.counters = new PipelineCounters();
        this.guard = new ThreadGuard(plan.pipeline(), limits::refresh, clock);
        this.streams = new KafkaStreams(
                PipelineTopology.of(
                        plan,
                        new StageTools(counters, limits, topic -> written.getOrDefault(topic, 1), schemas, clock)),
                StreamsSettings.of(plan, settings, memory),
                new StreamsClients(counters, guard));
        streams.setUncaughtExceptionHandler(guard);
        streams.setStateListener(
                (now, before) -> LOG.info("pipeline={} state={} was={}", plan.pipeline(), now, before));
        this.tail = new UnreadTail(settings.bootstrapServers(), StreamsSettings.clientSettings(settings));
        this.progress = new InputProgress(broker, plan.applicationId(), tail);
        // With a name that stays, the next start takes its place back at once; without, others need not wait for it.
        this.onLeaving = settings.instance() == null
                ? GroupMembershipOperation.LEAVE_GROUP
                : GroupMembershipOperation.REMAIN_IN_GROUP;
        this.purge = new RepartitionPurge(broker, plan.applicationId(), plan.repartitionTopics(), PURGE_EVERY);
    }

    /** As the other, for a pipeline that reads and writes no Avro. */
    public static PipelineRunner start(Plan plan, ProcessorSettings settings, StateMemory memory, Clock clock) {
        return start(plan, settings, memory, new InMemorySchemaRegistry(), clock);
    }

    /**
     * Starts a pipeline. Returns as soon as it is on its way; {@link #status()} tells how it goes on.
     *
     * @param plan     what to run
     * @param settings how to run it
     * @param memory   where its stores take their memory from; must be closed after this
     * @param schemas  where the schemas of what it reads and writes are kept
     * @param clock    the time dead letters bear
     * @throws InputTopicMissing if a topic to read from is not there
     * @throws TopicMismatch     if topics do not fit together
     * @throws KafkaUnavailable  if Kafka does not answer, or refuses something
     */
    public static PipelineRunner start(
            Plan plan, ProcessorSettings settings, StateMemory memory, SchemaRegistry schemas, Clock clock) {
        var runner = make(plan, settings, memory, schemas, clock);
        try {
            runner.streams.start();
            return runner;
        } catch (RuntimeException e) {
            runner.close();
            throw e;
        }
    }

    private static PipelineRunner make(
            Plan plan, ProcessorSettings settings, StateMemory memory, SchemaRegistry schemas, Clock clock) {
        var broker = new Broker(
                settings.bootstrapServers(), StreamsSettings.clientSettings(settings), settings.brokerTimeout());
        try {
            return new PipelineRunner(plan, settings, memory, schemas, clock, broker);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** How it is; asks Kafka, so it takes a moment. */
    public PipelineStatus status() {
        List<PartitionLag> lags;
        var problem = guard.problem();
        try {
            lags = progress.lags(inputs());
        } catch (KafkaUnavailable e) {
            lags = List.of();
            problem = problem.or(() -> Optional.ofNullable(e.getMessage()));
        }
        return new PipelineStatus(
                plan.pipeline(), PipelineState.of(streams.state()), lags, counters(), problem, warnings);
    }

    /** What became of events since this process started it, as far as it is committed. Costs next to nothing. */
    public Counts counters() {
        return counters.snapshot();
    }

    /**
     * Waits until all that had been written to the input topics when this was called has been processed and
     * committed, through all stages. That includes what was part of a transaction still open then.
     *
     * @return false if that took longer than {@code timeout}
     * @throws KafkaUnavailable if Kafka does not answer
     */
    public boolean awaitCaughtUp(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        if (!progress.awaitEnds(inputs(), timeout)) {
            return false;
        }
        for (var topic : plan.repartitionTopics()) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!progress.awaitEnds(Map.of(topic, partitions.getOrDefault(topic, 0)), left)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Ends in order: what has been processed is committed, stores are closed.
     *
     * @return false if that took longer than {@code timeout}; the rest is then done again by the next start
     */
    public boolean close(Duration timeout) {
        purge.close();
        schemas.close();
        boolean ended;
        try {
            ended = streams.close(CloseOptions.timeout(timeout).withGroupMembershipOperation(onLeaving));
        } finally {
            tail.close();
            broker.close();
        }
        if (!ended) {
            LOG.warn("pipeline did not end in time pipeline={} timeout={}", plan.pipeline(), timeout);
        }
        return ended;
    }

    /** Ends in order within half a minute. */
    @Override
    public void close() {
        close(CLOSE_WITHIN);
    }

    private Map<String, Integer> inputs() {
        var inputs = new HashMap<>(partitions);
        inputs.keySet().retainAll(plan.inputTopics());
        return inputs;
    }
}
