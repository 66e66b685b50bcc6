package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.EventData;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroEventReader;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.FrameCursor;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelFenced;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.loop.GeneratedBody;
import dev.millrace.generator.loop.RunClock;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.loop.StartingLine;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.testing.CommittedRecord;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.settings.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that is split, on a real broker: what its shards send together, and who may send for one. */
class ShardsIT {
    private static final long EVENTS = 3_000;

    private final TestKafka kafka = TestKafka.shared();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final String run = TestKafka.newName("run");
    private final Timeline timeline = Timeline.from(Instant.now().minusSeconds(1));

    @ParameterizedTest(name = "{0} shards")
    @ValueSource(ints = {2, 3, 8})
    void shouldSendTogetherByteForByteWhatOneWouldSend(int shards) {
        var whole = sendAll(kafka.newTopic("whole", 3), 1, Encoding.JSON);
        var split = sendAll(kafka.newTopic("split", 3), shards, Encoding.JSON);

        assertThat(split).hasSize((int) EVENTS).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            var one = whole.get(i);
            var other = split.get(i);
            assertThat(other.text()).isEqualTo(one.text());
            assertThat(other.key()).isEqualTo(one.key());
            assertThat(other.partition()).isEqualTo(one.partition());
            assertThat(other.timestamp()).isEqualTo(one.timestamp());
            assertThat(one.headers()).doesNotContainKey(Shard.HEADER);
            assertThat(other.headers())
                    .containsEntry(Shard.HEADER, Integer.toString(shards))
                    .containsAllEntriesOf(one.headers());
        }
    }

    /** In frames, it is the events that are the same; which of them share a frame goes by when they were sent. */
    @ParameterizedTest(name = "{0}, {1} shards")
    @CsvSource({"AVRO, 3", "FRAME, 3", "FRAME, 8"})
    void shouldSendTheSameBytesInEveryEncoding(Encoding.As as, int shards) {
        var whole = bodies(sendAll(kafka.newTopic("whole", 3), 1, Encoding.of(as)));
        var split = bodies(sendAll(kafka.newTopic("split", 3), shards, Encoding.of(as)));

        assertThat(whole).hasSize((int) EVENTS);
        assertThat(split).isEqualTo(whole);
    }

    /** What stands on a topic for each event, by its index. */
    private Map<Long, Body> bodies(List<CommittedRecord> records) {
        var bodies = new TreeMap<Long, Body>();
        for (var record : records) {
            var value = record.value().unsafeBytes();
            try {
                if (RecordEncoding.of(value) == RecordEncoding.FRAME) {
                    var frame = new FrameCursor();
                    frame.open(value, new FrameHome(record.topic(), record.partition()));
                    while (frame.next()) {
                        bodies.put(
                                frame.index(),
                                new Body(
                                        record.partition(),
                                        frame.key(),
                                        frame.timeMicros(),
                                        frame.id(),
                                        EventData.copyOf(value, frame.bodyOffset(), frame.bodyLength())));
                    }
                } else {
                    var event = new AvroEventReader(registry).read(value, Instant.EPOCH);
                    bodies.put(
                            event.knownOrigin().orElseThrow().index(),
                            new Body(record.partition(), record.key(), record.timestamp(), event.id(), record.value()));
                }
            } catch (UnreadableEvent | SchemaFailure e) {
                throw new AssertionError("offset " + record.offset(), e);
            }
        }
        return bodies;
    }

    /** An event on a topic, and what it is written in. */
    private record Body(int partition, String key, long time, String id, EventData bytes) {}

    @Test
    void shouldNotLetWhoWasReplacedCommitForAShard() throws Exception {
        var topic = kafka.newTopic("fenced", 1);
        var key = new ChannelKey(run, "orders", SourceKind.GENERATED, topic).shard(new Shard(1, 4));
        try (var earlier = channels().open(key)) {
            assertThat(earlier.next()).isEqualTo(1);
            earlier.send(null, "committed".getBytes(StandardCharsets.UTF_8), 0);
            earlier.commit(Map.of(), false);
            earlier.send(null, "never seen".getBytes(StandardCharsets.UTF_8), 0);
            try (var later = channels().open(key)) {
                assertThat(later.next()).isEqualTo(5);

                assertThat(catchThrowable(() -> earlier.commit(Map.of(), false)))
                        .isInstanceOf(ChannelFenced.class);

                later.send(null, "later".getBytes(StandardCharsets.UTF_8), 0);
                later.commit(Map.of(), false);
                assertThat(later.next()).isEqualTo(9);
            }
        }
        assertThat(kafka.read(topic)).extracting(CommittedRecord::text).containsExactly("committed", "later");
    }

    private ChannelFactory channels() {
        return new ChannelFactory(
                kafka.access(), ProducerFactory.kafka(), TestProgram.QUICK, Clock.systemUTC(), "here");
    }

    /** All that a source sends in the run; as JSON, by index. */
    private List<CommittedRecord> sendAll(String topic, int shards, Encoding encoding) {
        var tasks = new ArrayList<SourceTask>();
        try {
            for (int number = 0; number < shards; number++) {
                tasks.add(start(topic, new Shard(number, shards), encoding));
            }
            await().until(() -> tasks.stream().allMatch(SourceTask::finished));
            assertThat(tasks).allSatisfy(task -> assertThat(task.state()).isInstanceOf(SourceState.Ended.class));
        } finally {
            tasks.forEach(SourceTask::close);
        }
        var records = new ArrayList<>(kafka.read(topic));
        if (!encoding.equals(Encoding.JSON)) {
            return records;
        }
        records.sort(Comparator.comparingLong(
                record -> record.event().knownOrigin().orElseThrow().index()));
        assertThat(IntStream.range(0, records.size())
                        .allMatch(i -> records.get(i)
                                        .event()
                                        .knownOrigin()
                                        .orElseThrow()
                                        .index()
                                == i))
                .isTrue();
        return records;
    }

    /** The channel goes by another name for each number of shards, so that each begins anew; what it sends does not. */
    private SourceTask start(String topic, Shard shard, Encoding encoding) {
        var source = Definitions.numbered(topic, 100_000, EVENTS, 24);
        var clock = RunClock.of(timeline, Clock.systemUTC());
        var body = new GeneratedBody(
                new SourceCatalog(Map.of("orders", source), 42).renderer("orders", run, clock::timeline),
                new SourceEncoding(encoding, registry),
                source.pacing().orElseThrow().dueTimes(42, "orders", clock::timeline),
                TestProgram.QUICK.commitEvery().toNanos(),
                clock,
                new StartingLine(1, Duration.ZERO, () -> {}).place());
        var key = new ChannelKey(run, "split-" + shard.of(), SourceKind.GENERATED, topic).shard(shard);
        return SourceTask.start(key, channels(), body);
    }
}
