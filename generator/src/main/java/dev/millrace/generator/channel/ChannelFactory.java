package dev.millrace.generator.channel;

import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.batch.BatchProducer;
import dev.millrace.generator.batch.BatchProducers;
import dev.millrace.generator.flow.SourceFlow;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens channels. Thread-safe. */
public final class ChannelFactory {
    private static final Logger log = LoggerFactory.getLogger(ChannelFactory.class);

    private final KafkaAccess kafka;
    private final ProducerFactory producers;
    private final ChannelSettings settings;
    private final Clock clock;
    private final ProgressReader progress;
    private final ProducerTuning tuning;
    private final String instance;
    private final SourceFlow flow;
    private final CommittedEvents committed;

    /** Channels of an instance without a name. */
    public ChannelFactory(KafkaAccess kafka, ProducerFactory producers, ChannelSettings settings, Clock clock) {
        this(kafka, producers, settings, clock, "");
    }

    /** @param instance named in the progress that is written */
    public ChannelFactory(
            KafkaAccess kafka, ProducerFactory producers, ChannelSettings settings, Clock clock, String instance) {
        this(
                kafka,
                producers,
                settings,
                clock,
                new ProgressReader(kafka),
                ProducerTuning.NONE,
                instance,
                SourceFlow.unbound(),
                new CommittedEvents());
    }

    private ChannelFactory(
            KafkaAccess kafka,
            ProducerFactory producers,
            ChannelSettings settings,
            Clock clock,
            ProgressReader progress,
            ProducerTuning tuning,
            String instance,
            SourceFlow flow,
            CommittedEvents committed) {
        this.committed = committed;
        this.kafka = kafka;
        this.producers = producers;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        this.tuning = tuning;
        this.instance = instance;
        this.flow = flow;
    }

    /** The same, for a source whose producer is tuned. */
    public ChannelFactory tuned(ProducerTuning other) {
        return new ChannelFactory(kafka, producers, settings, clock, progress, other, instance, flow, committed);
    }

    /** The same, for one source and under its flow control. */
    public ChannelFactory under(SourceFlow other) {
        return new ChannelFactory(kafka, producers, settings, clock, progress, tuning, instance, other, committed);
    }

    /** The flow control that channels are under. */
    public SourceFlow flow() {
        return flow;
    }

    /** What its channels have committed. */
    public CommittedEvents committed() {
        return committed;
    }

    /** How channels send. */
    public ChannelSettings settings() {
        return settings;
    }

    /**
     * Opens the channel of a source: ends what an earlier sender left open, shuts it out, and finds how far the
     * source has come.
     *
     * @throws ChannelLost    if Kafka cannot be reached; another try may succeed
     * @throws ChannelRefused if it never will
     */
    public SourceChannel open(ChannelKey key) throws ChannelLost {
        return open(key, new RefusedEvents());
    }

    /**
     * Opens the channel of a source of which some events may be known to be refused by Kafka.
     *
     * @param refused which; added to by the channel
     * @see #open(ChannelKey)
     */
    public SourceChannel open(ChannelKey key, RefusedEvents refused) throws ChannelLost {
        var doing = "Opening the channel of source " + key.source();
        var producer = ChannelFailures.guard(doing, () -> producers.create(properties(key)));
        try {
            var channel = ChannelFailures.guard(doing, () -> {
                Patience.with(flow, doing, producer::initTransactions);
                var before = progress.read(key).orElse(null);
                var limits = new ChannelLimits(settings, TopicLimits.of(key.topics(), kafka));
                var outlet = outlet(key, producer, refused, limits);
                try {
                    return new SourceChannel(key, outlet, before, limits, refused, clock, instance, committed);
                } catch (RuntimeException e) {
                    outlet.close();
                    throw e;
                }
            });
            if (!key.shard().isWhole() && !channel.hasSpoken()) {
                speak(channel);
            }
            return channel;
        } catch (ChannelLost | RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** So that the ledger knows of it: a shard that never says anything is missing. */
    private static void speak(SourceChannel channel) throws ChannelLost {
        try {
            channel.commit(Map.of(), false);
        } catch (ChannelLost | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Outlet outlet(
            ChannelKey key, Producer<byte[], byte[]> producer, RefusedEvents refused, ChannelLimits limits) {
        var transaction = new ChannelTransaction(producer, settings.transactionTimeout(), refused, clock, flow);
        return switch (flow.policy().delivery()) {
            case EXACTLY_ONCE -> {
                var batches = batches(key, producer, refused, limits).orElse(null);
                if (batches == null) {
                    flow.buffersIn(new BufferFilling(producer));
                    yield transaction;
                }
                flow.buffersIn(batches::filling);
                yield new BatchedTransaction(transaction, batches, refused);
            }
            case AT_LEAST_ONCE -> {
                var properties = properties(key);
                properties.remove("transactional.id");
                properties.remove("transaction.timeout.ms");
                var events = producers.create(properties);
                flow.buffersIn(new BufferFilling(events));
                yield new AcknowledgedEvents(events, transaction, refused);
            }
        };
    }

    /** Only generated events can be made again by the million, should their transaction be lost. */
    private Optional<BatchProducer> batches(
            ChannelKey key, Producer<byte[], byte[]> producer, RefusedEvents refused, ChannelLimits limits) {
        if (refused.isOneByOne()) {
            log.warn(
                    "Kafka refused a batch of records; until it is known for which of them, they go through its producer "
                            + "one by one, which is slower: source={} run={}",
                    key.source(),
                    key.run());
            return Optional.empty();
        }
        return key.kind() == SourceKind.GENERATED && limits.areForEventsAlone()
                ? BatchProducers.beside(producer, properties(key), limits.largestBatch(), limits.partitions())
                : Optional.empty();
    }

    /**
     * Ends the transaction that a sender which died may have left open for a source that will not be gone on with,
     * so that readers need not wait until the broker gives it up. Where this fails, they do.
     */
    public void abandon(String run, String source, Shard shard) {
        var key = new ChannelKey(run, source, SourceKind.GENERATED, "").shard(shard);
        try {
            var producer = producers.create(properties(key));
            try {
                producer.initTransactions();
            } finally {
                producer.close(Duration.ZERO);
            }
        } catch (KafkaException e) {
            log.warn(
                    "A transaction may stay open until it times out: source={} run={} reason={}",
                    source,
                    run,
                    e.getMessage());
        }
    }

    private Map<String, Object> properties(ChannelKey key) {
        var properties = kafka.with(tuning.over(Map.ofEntries(
                Map.entry("transactional.id", key.transactionalId()),
                Map.entry("client.id", "millrace-" + key.source()),
                Map.entry(
                        "transaction.timeout.ms",
                        Math.toIntExact(settings.transactionTimeout().toMillis())),
                Map.entry("acks", "all"),
                Map.entry("enable.idempotence", true),
                Map.entry("compression.type", "lz4"),
                Map.entry("linger.ms", Math.toIntExact(flow.policy().linger().toMillis())),
                Map.entry("batch.size", 128 << 10),
                Map.entry("buffer.memory", ProducerTuning.BUFFER.bytes()),
                Map.entry("max.request.size", ChannelSettings.maxRequest()),
                Map.entry("request.timeout.ms", 10_000),
                Map.entry("delivery.timeout.ms", 12_000),
                Map.entry(
                        "max.block.ms", Math.toIntExact(flow.policy().patience().toMillis())),
                Map.entry("reconnect.backoff.max.ms", 1_000),
                Map.entry("partitioner.ignore.keys", false))));
        // Keys alone say where records go: events of a key stay in order, and progress is found again.
        properties.remove("partitioner.class");
        return properties;
    }
}
