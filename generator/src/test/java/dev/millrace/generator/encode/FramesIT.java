package dev.millrace.generator.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.event.record.RecordReader;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.channel.RefusedEvents;
import dev.millrace.generator.loop.GeneratedBody;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.loop.StartingLine;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.testing.CommittedRecord;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.FaultyProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Encoding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames on their way through a channel, with a real broker. */
class FramesIT {
    private static final int EVENTS = 8_000;

    private final TestKafka kafka = TestKafka.shared();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Encoding frames = new Encoding(Encoding.As.FRAME, 50, null, Duration.ofMillis(5), null);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whateverFailsEveryEventIsThereOnceAndInOrder(long seed) throws Exception {
        var chances = Map.of("initTransactions", 0.2, "beginTransaction", 0.1, "send", 0.04, "commitTransaction", 0.3);
        var producers = new FaultyProducers(seed, 8, chances);
        var run = TestKafka.newName("run");
        var topic = kafka.newTopic("frames", 3);
        try (var task = start(producers, run, topic)) {
            await().until(task::finished);
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
        }

        var found = kafka.read(topic);
        assertThat(producers.faults()).as("faults under seed %d", seed).isGreaterThan(3);
        assertThat(indices(found)).containsExactlyInAnyOrderElementsOf(upTo(EVENTS));
        assertThat(found.size()).isLessThan(EVENTS / 4);
        var last = new HashMap<Integer, Long>();
        for (var record : found) {
            for (var event : events(record)) {
                long index = event.origin().index();
                assertThat(last.getOrDefault(record.partition(), -1L)).isLessThan(index);
                last.put(record.partition(), index);
            }
        }
        assertThat(progress(run)).isEqualTo(EVENTS);
    }

    @Test
    void framesAreSentBeforeTheTransactionTheyAreInIsCommittedAndNotSeenBefore() throws Exception {
        var run = TestKafka.newName("run");
        var topic = kafka.newTopic("frames", 1);
        try (var channel = channels().open(key(run, topic))) {
            var sender = new SourceEncoding(Encoding.of(Encoding.As.FRAME), registry).events(channel);
            for (int i = 0; i < 5; i++) {
                sender.send(event(run, i, "{}"), 1_000 + i);
            }
            assertThat(channel.next()).isEqualTo(5);
            assertThat(channel.uncommitted()).isTrue();

            channel.commit(Map.of(), false);

            assertThat(channel.uncommitted()).isFalse();
        }
        assertThat(kafka.read(topic)).singleElement().satisfies(record -> {
            assertThat(record.timestamp()).isEqualTo(1_004);
            assertThat(record.key()).isNull();
            assertThat(record.headers()).containsOnly(Map.entry("content-type", "application/vnd.millrace.frame"));
            assertThat(events(record)).hasSize(5);
        });
        assertThat(progress(run)).isEqualTo(5);
    }

    @Test
    void whatIsNotCommittedIsNotThereAndItsIndicesAreGivenAgain() throws Exception {
        var run = TestKafka.newName("run");
        var topic = kafka.newTopic("frames", 1);
        try (var channel = channels().open(key(run, topic))) {
            new SourceEncoding(frames, registry).events(channel).send(event(run, 0, "{}"), 1);
        }
        try (var channel = channels().open(key(run, topic))) {
            assertThat(channel.next()).isZero();
        }
        assertThat(kafka.read(topic)).isEmpty();
    }

    @Test
    void anEventTooLargeForItsTopicIsPutAsideAsJsonAndTheOthersAreSent() throws Exception {
        var run = TestKafka.newName("run");
        var topic = kafka.newTopic("frames", 1);
        kafka.configure(topic, "max.message.bytes", "20000");
        try (var channel = channels().open(key(run, topic))) {
            var sender = new SourceEncoding(
                            new Encoding(Encoding.As.FRAME, null, new DataSize(8 << 20), null, null), registry)
                    .events(channel);
            for (int i = 0; i < 30; i++) {
                sender.send(event(run, i, "\"" + "x".repeat(i == 7 ? 30_000 : 3_000) + "\""), 1);
            }
            channel.commit(Map.of(), true);
        }
        assertThat(indices(kafka.read(topic)))
                .containsExactlyElementsOf(upTo(30).stream().filter(i -> i != 7).toList());
        assertThat(kafka.read(DeadLetter.topicFor(topic))).singleElement().satisfies(letter -> {
            assertThat(letter.event().origin()).isEqualTo(new Origin(run, 7));
            assertThat(letter.headers()).containsEntry(DeadLetter.INDEX, "7");
            assertThat(letter.headers().get(DeadLetter.REASON)).contains("max.message.bytes is 20000");
        });
    }

    @Test
    void ofAFrameThatKafkaRefusesOnlyTheEventsAtFaultArePutAside() throws Exception {
        var run = TestKafka.newName("run");
        var topic = kafka.newTopic("frames", 1);
        var refused = new RefusedEvents();
        var encoding = new SourceEncoding(Encoding.of(Encoding.As.FRAME), registry);
        try (var channel = channels().open(key(run, topic), refused)) {
            // Lowered once the channel knows the limit, and without its knowing.
            kafka.configure(topic, "max.message.bytes", "9000");
            var sender = encoding.events(channel);
            for (int i = 0; i < 10; i++) {
                sender.send(event(run, i, noise(i == 4 ? 12_000 : 2_000)), 1);
            }
            assertThatThrownBy(() -> channel.commit(Map.of(), true)).isInstanceOf(ChannelLost.class);
        }
        assertThat(refused.count()).isZero();
        kafka.configure(topic, "max.message.bytes", "1048576");
        try (var channel = channels().open(key(run, topic), refused)) {
            assertThat(channel.setsAsideFrom(0)).isTrue();
            kafka.configure(topic, "max.message.bytes", "9000");
            var sender = encoding.events(channel);
            for (int i = 0; i < 10; i++) {
                sender.send(event(run, i, noise(i == 4 ? 12_000 : 2_000)), 1);
            }
            assertThatThrownBy(() -> channel.commit(Map.of(), true)).isInstanceOf(ChannelLost.class);
        }
        assertThat(refused.count()).isEqualTo(1);
        try (var channel = channels().open(key(run, topic), refused)) {
            var sender = encoding.events(channel);
            for (int i = 0; i < 10; i++) {
                sender.send(event(run, i, noise(i == 4 ? 12_000 : 2_000)), 1);
            }
            channel.commit(Map.of(), true);
        }
        assertThat(indices(kafka.read(topic)))
                .containsExactlyElementsOf(upTo(10).stream().filter(i -> i != 4).toList());
        assertThat(kafka.read(DeadLetter.topicFor(topic))).hasSize(1);
        assertThat(refused.count()).isZero();
    }

    @Test
    void eventsOfSeveralTypesStayInOrder() throws Exception {
        var run = TestKafka.newName("run");
        var topic = kafka.newTopic("frames", 1);
        try (var channel = channels().open(key(run, topic))) {
            var sender = new SourceEncoding(Encoding.of(Encoding.As.FRAME), registry).events(channel);
            for (int i = 0; i < 12; i++) {
                var event = event(run, i, "{}");
                sender.send(
                        new Event(
                                event.id(),
                                "orders",
                                i % 3 == 0 ? "odd" : "usual",
                                event.time(),
                                null,
                                event.id(),
                                null,
                                event.origin(),
                                Map.of(),
                                event.data()),
                        1);
            }
            channel.commit(Map.of(), true);
        }
        assertThat(indices(kafka.read(topic))).containsExactlyElementsOf(upTo(12));
    }

    /** Text that no compression makes small enough. */
    private static String noise(int length) {
        var random = new Random(length);
        var text = new StringBuilder("\"");
        for (int i = 0; i < length; i++) {
            text.append((char) ('0' + random.nextInt(74)));
        }
        return text.append('"').toString().replace('\\', '/');
    }

    private SourceTask start(ProducerFactory producers, String run, String topic) {
        var source = Definitions.numbered(topic, 20_000, (long) EVENTS, 50);
        var runClock = RunClock.starting(Clock.systemUTC());
        var body = new GeneratedBody(
                new SourceCatalog(Map.of("orders", source), 42).renderer("orders", run),
                new SourceEncoding(frames, registry),
                source.pacing().orElseThrow().dueTimes(42, "orders", runClock::timeline),
                TestProgram.QUICK.commitEvery().toNanos(),
                runClock,
                new StartingLine(1, Duration.ZERO, () -> {}).place());
        return SourceTask.start(
                new ChannelKey(run, "orders", SourceKind.GENERATED, topic),
                new ChannelFactory(kafka.access(), producers, TestProgram.QUICK, Clock.systemUTC()),
                body);
    }

    private ChannelFactory channels() {
        return new ChannelFactory(kafka.access(), ProducerFactory.kafka(), TestProgram.QUICK, Clock.systemUTC());
    }

    private static ChannelKey key(String run, String topic) {
        return new ChannelKey(run, "orders", SourceKind.INGESTED, topic);
    }

    private static Event event(String run, long index, String data) {
        var origin = new Origin(run, index);
        var id = origin.eventId("orders");
        return new Event(id, "orders", "t", Instant.EPOCH, null, id, null, origin, Map.of(), EventData.ofJson(data));
    }

    private long progress(String run) throws Exception {
        var last = kafka.read(Progress.TOPIC).stream()
                .filter(record -> record.key().equals(run + "/orders"))
                .reduce((before, after) -> after)
                .orElseThrow();
        return ProgressJson.read(last.value().unsafeBytes()).next();
    }

    private static List<Long> upTo(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private List<Long> indices(List<CommittedRecord> records) {
        return records.stream()
                .flatMap(record -> events(record).stream())
                .map(event -> event.origin().index())
                .toList();
    }

    private List<Event> events(CommittedRecord record) {
        var events = new ArrayList<Event>();
        try {
            new RecordReader(registry)
                    .read(
                            record.value().unsafeBytes(),
                            new FrameHome(record.topic(), record.partition()),
                            Instant.EPOCH,
                            new RecordReader.Sink() {
                                @Override
                                public void event(int place, Event event) {
                                    events.add(event);
                                }

                                @Override
                                public void unreadable(int place, byte[] body, String reason) {
                                    throw new AssertionError(reason);
                                }
                            });
        } catch (Exception e) {
            throw new AssertionError("offset " + record.offset(), e);
        }
        return events;
    }
}
