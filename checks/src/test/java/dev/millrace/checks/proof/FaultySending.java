package dev.millrace.checks.proof;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.embedded.testing.SharedPostgres;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.HeadlineReader;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.loop.GeneratedBody;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.loop.StartingLine;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.workload.Workload;
import dev.millrace.ledger.follow.LedgerFollower;
import dev.millrace.ledger.follow.LedgerSettings;
import dev.millrace.ledger.verify.Verification;
import dev.millrace.ledger.verify.Verifier;
import dev.millrace.settings.Rate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real source on a real broker, whose producer was tampered with: it keeps quiet about certain events, or sends
 * them twice. Everything above and below it is as in the product.
 */
final class FaultySending {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final long count;
    private final LongPredicate lost;
    private final LongPredicate twice;
    private final HeadlineReader headlines = new HeadlineReader();

    FaultySending(long count, LongPredicate lost, LongPredicate twice) {
        this.count = count;
        this.lost = lost;
        this.twice = twice;
    }

    Verification verify() throws Exception {
        var kafka = new KafkaAccess(SharedKafka.bootstrapServers(), Map.of());
        var topic = SharedKafka.newTopic("planted", 4);
        provide(kafka, topic);
        var run = "r" + UUID.randomUUID().toString().substring(0, 8);
        send(kafka, run, topic);
        var database = SharedPostgres.newDatabase();
        var pool = new PGSimpleDataSource();
        pool.setUrl(database.jdbcUrl());
        pool.setUser(database.user());
        pool.setPassword(database.password());
        var client = kafka.with(Map.of());
        try (var follower = new LedgerFollower(client, pool, "test", LedgerSettings.defaults(), Clock.systemUTC())) {
            follower.start();
            try (var verifier = new Verifier(follower, client, Clock.systemUTC())) {
                return verifier.verify(run, PATIENCE);
            }
        }
    }

    private void send(KafkaAccess kafka, String run, String topic) throws InterruptedException {
        var rate = new Workload.Constant(new Rate(10_000_000));
        var source = SourceDraft.to(topic)
                .key("id")
                .rate(rate)
                .count(count)
                .fields(Map.of("id", new FieldKind.Sequence("%d", 1_000L)))
                .build();
        var settings = ChannelSettings.defaults();
        var clock = Clock.systemUTC();
        var runClock = RunClock.starting(clock);
        var body = new GeneratedBody(
                new SourceCatalog(Map.of("numbers", source), 1).renderer("numbers", run),
                source.pacing().orElseThrow().dueTimes(1, "numbers", runClock::timeline),
                settings.commitEvery().toNanos(),
                runClock,
                new StartingLine(1, Duration.ZERO, () -> {}).place());
        var key = new ChannelKey(run, "numbers", SourceKind.GENERATED, topic);
        try (var task = SourceTask.start(key, new ChannelFactory(kafka, this::tampered, settings, clock), body)) {
            if (!task.join(PATIENCE)) {
                throw new AssertionError("still sending after " + PATIENCE + ": " + task.state());
            }
        }
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private Producer<byte[], byte[]> tampered(Map<String, Object> properties) {
        var real = ProducerFactory.kafka().create(properties);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send") && arguments[0] instanceof ProducerRecord<?, ?> record) {
                        long index = index(record);
                        if (lost.test(index)) {
                            return CompletableFuture.completedFuture(null);
                        }
                        if (twice.test(index)) {
                            invoke(real, method, arguments);
                        }
                    }
                    return invoke(real, method, arguments);
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private long index(ProducerRecord<?, ?> record) throws UnreadableEvent {
        if (record.topic().equals(Progress.TOPIC) || record.topic().equals(Deviation.TOPIC)) {
            return -1;
        }
        var origin = headlines.read((byte[]) record.value()).origin();
        return origin == null ? -1 : origin.index();
    }

    private static void provide(KafkaAccess kafka, String topic) throws Exception {
        try (var admin = Admin.create(kafka.with(Map.of()))) {
            for (var name : List.of(Progress.TOPIC, Deviation.TOPIC, topic + ".dlq")) {
                try {
                    admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                            .all()
                            .get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
    }
}
