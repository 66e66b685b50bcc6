package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.Event;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.source.ReplayInput;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.FaultyProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured events, sent again: at their own pace, each once, whatever happens in between. */
class ReplayIT {
    private static final Instant CAPTURED = Instant.parse("2020-02-29T12:00:00Z");
    private static final int LINES = 2_000;

    @TempDir
    private Path folder;

    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final String topic = kafka.newTopic("replay", 3);

    @ParameterizedTest
    @ValueSource(strings = {"capture.jsonl", "capture.jsonl.gz"})
    void shouldKeepKeysDataAndDistancesOfCapturedEvents(String name) throws Exception {
        var file = write(
                name,
                cloudEvent(0, 0, "a"),
                cloudEvent(1, 400, "b"),
                cloudEvent(2, 300, "a"),
                cloudEvent(3, 1_000, null));
        var sources = Map.of("again", replay(file, 2, null));
        try (var running = TestProgram.start(kafka, program, sources)) {
            awaitEnd(running);

            var begin = running.newest(RunOrigin.FILE).run().timeline().begin();
            var events = events(running);
            assertThat(events)
                    .extracting(event -> Duration.between(begin, event.time()).toMillis())
                    .containsExactly(0L, 200L, 150L, 500L);
            assertThat(events).extracting(Event::key).containsExactly("a", "b", "a", null);
            assertThat(events)
                    .extracting(event -> event.data().toString())
                    .containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
            assertThat(events).extracting(Event::type).containsOnly("shop.order");
            assertThat(events).extracting(Event::correlationId).containsExactly("c0", "c1", "c2", "c3");
            assertThat(events).extracting(Event::source).containsOnly("again");
        }
    }

    @Test
    void shouldTakeTheKeyOfPlainObjectsFromAMemberAndPutAsideWhatItCannotRead() throws Exception {
        var file = write(
                "plain.jsonl",
                "{\"time\":\"2020-01-01T00:00:00Z\",\"who\":{\"id\":7}}",
                "no JSON",
                "",
                "{\"who\":{\"id\":\"x\"}}",
                "{\"who\":null}");
        var sources = Map.of("again", replay(file, 1, "who.id"));
        try (var running = TestProgram.start(kafka, program, sources)) {
            awaitEnd(running);

            assertThat(events(running)).extracting(Event::key).containsExactly("7", "x", null);
            assertThat(kafka.read(DeadLetter.topicFor(topic)))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.text()).isEqualTo("no JSON"));
            assertThat(account(running).findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldSendEveryLineOnceWhateverFails(long seed) throws Exception {
        var producers = new FaultyProducers(seed, 6, Map.of("send", 0.001, "commitTransaction", 0.2));
        var sources = Map.of("again", replay(numbered(), 20, null));
        try (var running = TestProgram.of(kafka, producers, program, sources)) {
            running.runs().resume();
            awaitEnd(running);

            assertThat(account(running).findings()).as("seed %d", seed).isEmpty();
            assertEachLineInItsPlace(events(running));
        }
    }

    @Test
    void shouldGoOnAtTheNextLine() throws Exception {
        var sources = Map.of("again", replay(numbered(), 4, null));
        long before;
        try (var running = TestProgram.start(kafka, program, sources)) {
            await().until(() -> sent(running) > 100);
        }
        try (var running = TestProgram.start(kafka, program, sources)) {
            before = sent(running);
            awaitEnd(running);

            assertThat(before).isLessThan(LINES);
            assertThat(account(running).findings()).isEmpty();
            var events = events(running);
            assertEachLineInItsPlace(events);
            // Line 2 lies 10 ms behind line 1 in the capture; the pause is in none of the stretches.
            var timeline = running.newest(RunOrigin.FILE).run().timeline();
            for (int i = 0; i < LINES; i++) {
                assertThat(micros(events.get(i).time())).isEqualTo(timeline.wallMicros(i * 2_500_000L));
            }
        }
    }

    @Test
    void shouldStopAfterSoManyOrSoLong() throws Exception {
        var file = numbered();
        var counted = replay(file, 100, null).paced(null, 30L);
        var timed = replay(file, 100, null).lasting(Duration.ofMillis(5));
        try (var running = TestProgram.start(kafka, program, Map.of("again", counted))) {
            awaitEnd(running);
            assertThat(sent(running)).isEqualTo(30);
        }
        try (var running = TestProgram.start(kafka, program + "-timed", Map.of("again", timed))) {
            awaitEnd(running);
            assertThat(sent(running)).isEqualTo(50);
        }
    }

    @Test
    void shouldGiveUpWhereTheFileHasBeenChanged() throws Exception {
        var file = numbered();
        var sources = Map.of("again", replay(file, 1, null));
        try (var running = TestProgram.start(kafka, program, sources)) {
            await().until(() -> sent(running) > 10);
        }
        Files.writeString(file, "{}\n");
        try (var running = TestProgram.of(kafka, ProducerFactory.kafka(), program, sources)) {
            running.runs().resume();
            await().until(() -> state(running) instanceof SourceState.Failed);

            assertThat(((SourceState.Failed) state(running)).reason())
                    .contains("has been changed since its replay began");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"capture.jsonl", "capture.jsonl.gz"})
    void shouldGiveUpWhereTheFileIsAnotherOfEqualSize(String name) throws Exception {
        var file = write(name, cloudEvent(0, 0, "a"), cloudEvent(1, 3_600_000, "a"));
        long size = Files.size(file);
        var sources = Map.of("again", replay(file, 1, null));
        try (var running = TestProgram.start(kafka, program, sources)) {
            await().until(() -> sent(running) == 1);
        }
        var bytes = Files.readAllBytes(file);
        // Of the last line, or of what tells whether all of it is as it was.
        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);
        assertThat(Files.size(file)).isEqualTo(size);
        try (var running = TestProgram.of(kafka, ProducerFactory.kafka(), program, sources)) {
            running.runs().resume();
            await().until(() -> state(running) instanceof SourceState.Failed);

            assertThat(((SourceState.Failed) state(running)).reason())
                    .contains("has been changed since its replay began", "bytes as before", "Put back the file");
        }
    }

    private static void assertEachLineInItsPlace(List<Event> events) {
        assertThat(events).hasSize(LINES);
        for (int i = 0; i < LINES; i++) {
            assertThat(events.get(i).data().toString()).isEqualTo("{\"n\":" + i + "}");
        }
    }

    private SourceDefinition replay(Path file, double speed, String key) {
        return SourceDraft.to(topic)
                .key(key)
                .replay(new ReplayInput(file, LineFormat.JSON, speed))
                .build();
    }

    /** Events 10 ms apart. */
    private Path numbered() throws IOException {
        var lines = new String[LINES];
        for (int i = 0; i < LINES; i++) {
            lines[i] = cloudEvent(i, 10L * i, "k" + i % 7);
        }
        return write("numbered.jsonl", lines);
    }

    private static String cloudEvent(int number, long afterMillis, String key) {
        return "{\"specversion\":\"1.0\",\"id\":\"old.orders.%d\",\"source\":\"orders\",\"type\":\"shop.order\",\"time\":\"%s\",\"run\":\"old\",\"index\":\"%d\"%s,\"correlationid\":\"c%d\",\"data\":{\"n\":%d}}"
                .formatted(
                        number,
                        CAPTURED.plusMillis(afterMillis),
                        number,
                        key == null ? "" : ",\"partitionkey\":\"" + key + "\"",
                        number,
                        number);
    }

    private Path write(String name, String... lines) throws IOException {
        var file = folder.resolve(name);
        var bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file);
                var packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            packed.write(bytes);
        }
        return file;
    }

    private List<Event> events(TestProgram running) {
        var run = running.newest(RunOrigin.FILE).run().id();
        return kafka.read(topic).stream()
                .map(record -> record.event())
                .filter(event -> event.knownOrigin().orElseThrow().run().equals(run))
                .sorted(Comparator.comparingLong(
                        event -> event.knownOrigin().orElseThrow().index()))
                .toList();
    }

    private Account account(TestProgram running) {
        return Account.of(kafka, running.newest(RunOrigin.FILE).run().id(), "again");
    }

    private static long sent(TestProgram running) {
        return running.newest(RunOrigin.FILE).sources().getFirst().tally().events();
    }

    private static SourceState state(TestProgram running) {
        return running.newest(RunOrigin.FILE).sources().getFirst().state();
    }

    private static void awaitEnd(TestProgram running) {
        await().until(() -> running.newest(RunOrigin.FILE).run().state() == RunState.ENDED);
    }

    private static long micros(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos() / 1_000;
    }
}
