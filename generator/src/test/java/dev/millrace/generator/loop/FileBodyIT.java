package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.file.FileSettings;
import dev.millrace.generator.file.StartAt;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.CommittedRecord;
import dev.millrace.generator.testing.FaultyProducers;
import dev.millrace.generator.testing.NumberedLines;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBodyIT {
    private static final int LINES = 4_000;
    private static final int ROTATE_EVERY = 700;

    @TempDir
    private Path folder;

    private final TestKafka kafka = TestKafka.shared();
    private final String topic = kafka.newTopic("file", 1);
    private final ChannelKey key = new ChannelKey(TestKafka.newName("run"), "access", SourceKind.INGESTED, topic);

    /** Each line's number is its index, whether it became an event or a dead letter. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldSendEveryLineOnceWhateverFailsAndHoweverTheFileIsRotated(long seed) throws Exception {
        var live = folder.resolve("access.log");
        var producers = new FaultyProducers(seed, 6, Map.of("send", 0.001, "commitTransaction", 0.2));
        try (var task = start(producers, settings(live, true, StartAt.START))) {
            write(live, task);
            await().until(() -> task.tally().events() >= LINES);
        }

        assertThat(Account.of(kafka, key.run(), key.source()).findings())
                .as("seed %d", seed)
                .isEmpty();
        var events = kafka.read(topic);
        var letters = kafka.read(DeadLetter.topicFor(topic));
        assertThat(events).allSatisfy(record -> {
            var event = record.event();
            assertThat(event.data())
                    .hasToString(
                            NumberedLines.line(event.knownOrigin().orElseThrow().index()));
        });
        assertThat(letters)
                .allSatisfy(letter -> assertThat(letter.text())
                        .isEqualTo(NumberedLines.line(
                                Long.parseLong(letter.headers().get(DeadLetter.INDEX)))));
        assertThat(letters).hasSize(LINES / NumberedLines.MALFORMED_EVERY);
        assertThat(events.size() + letters.size()).isEqualTo(LINES);
        assertThat(producers.faults()).isPositive();
    }

    @Test
    void shouldSayWhatTheLineSaysButDateTheRecordByWhenItWasTakenIn() throws Exception {
        var before = Instant.now();
        sendAll("{\"time\":\"2001-02-03T04:05:06.789Z\",\"id\":7}\n{\"id\":8}\n");

        var records = kafka.read(topic);
        var first = records.getFirst().event();
        var second = records.getLast().event();
        assertThat(first.type()).isEqualTo("web.access");
        assertThat(first.source()).isEqualTo("access");
        assertThat(first.id()).isEqualTo(key.run() + ".access.0").isEqualTo(first.correlationId());
        assertThat(first.time()).isEqualTo(Instant.parse("2001-02-03T04:05:06.789Z"));
        assertThat(second.time()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(records).extracting(CommittedRecord::timestamp).allMatch(stamp -> stamp >= before.toEpochMilli());
    }

    @Test
    void shouldPutAsideALineThatIsTooLong() throws Exception {
        sendAll("{\"id\":1}\n{\"id\":\"" + "x".repeat(2_000) + "\"}\n{\"id\":3}\n");

        assertThat(kafka.read(topic)).hasSize(2);
        assertThat(kafka.read(DeadLetter.topicFor(topic))).singleElement().satisfies(letter -> {
            assertThat(letter.text()).hasSize(1_000).startsWith("{\"id\":\"xxx");
            assertThat(letter.headers().get(DeadLetter.REASON))
                    .contains("2009 bytes")
                    .contains("first 1000");
            assertThat(letter.headers()).containsEntry(DeadLetter.INDEX, "1");
        });
    }

    @Test
    void shouldEndWithAFileThatIsNotFollowedAndNotReadItAgain() throws Exception {
        sendAll("{\"id\":1}\n{\"id\":2}\n");
        sendAll("{\"id\":3}\n");

        assertThat(kafka.read(topic)).hasSize(2);
        assertThat(progress().ended()).isTrue();
    }

    @Test
    void shouldReadAnotherFileWhereTheSourceNowNamesOne() throws Exception {
        sendAll("{\"id\":1}\n{\"id\":2}\n");
        var other = folder.resolve("other.log");
        Files.writeString(other, "{\"id\":3}\n");
        try (var task = start(ProducerFactory.kafka(), settings(other, false, StartAt.START))) {
            await().until(task::finished);
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
        }

        assertThat(kafka.read(topic))
                .extracting(record -> record.event().data().toString())
                .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        assertThat(progress().gaps()).isZero();
        assertThat(Account.of(kafka, key.run(), key.source()).findings()).isEmpty();
    }

    @Test
    void shouldFollowAFileFromWhereItHadEnded() throws Exception {
        sendAll("{\"id\":1}\n");
        var same = folder.resolve("whole.log");
        try (var task = start(ProducerFactory.kafka(), settings(same, true, StartAt.START))) {
            await().until(() -> !progress().ended());
            Files.writeString(same, "{\"id\":2}\n", StandardOpenOption.APPEND);
            await().until(() -> task.tally().events() == 2);
        }

        assertThat(kafka.read(topic))
                .extracting(record -> record.event().data().toString())
                .containsExactly("{\"id\":1}", "{\"id\":2}");
    }

    @Test
    void shouldKnowWhatIsNewAlsoIfItStoppedBeforeAnythingCame() throws Exception {
        var live = folder.resolve("access.log");
        Files.writeString(live, "{\"id\":1}\n");
        try (var task = start(ProducerFactory.kafka(), settings(live, true, StartAt.END))) {
            await().until(() -> task.state() instanceof SourceState.Sending);
            await().until(() -> hasProgress());
        }
        Files.writeString(live, "{\"id\":2}\n", StandardOpenOption.APPEND);
        try (var task = start(ProducerFactory.kafka(), settings(live, true, StartAt.END))) {
            await().until(() -> task.tally().events() == 1);
        }
        assertThat(kafka.read(topic))
                .extracting(record -> record.event().data().toString())
                .containsExactly("{\"id\":2}");
    }

    @Test
    void shouldSayWhatItWaitsForUntilTheFileIsThere() throws Exception {
        var live = folder.resolve("mistyped.log");
        try (var task = start(ProducerFactory.kafka(), settings(live, true, StartAt.START))) {
            await().until(() -> task.state() instanceof SourceState.Waiting(var reason)
                    && reason.contains("mistyped.log: there is no such file yet"));

            Files.writeString(live, "");
            await().until(() -> task.state() instanceof SourceState.Sending);
            Files.writeString(live, "{\"id\":1}\n");
            await().until(() -> task.tally().events() == 1);
            assertThat(task.state()).isInstanceOf(SourceState.Sending.class);
        }
    }

    @Test
    void shouldTellThatAFileWasGoneBeforeItCouldBeRead() throws Exception {
        var live = folder.resolve("access.log");
        Files.writeString(live, "{\"id\":1}\n");
        try (var task = start(ProducerFactory.kafka(), settings(live, true, StartAt.START))) {
            await().until(() -> task.tally().events() == 1);
        }
        assertThat(progress().gaps()).isZero();
        Files.delete(live);
        Files.writeString(live, "{\"id\":\"another\"}\n");
        try (var task = start(ProducerFactory.kafka(), settings(live, true, StartAt.START))) {
            await().until(() -> task.tally().events() == 2);
            await().until(() -> progress().gaps() == 1);
        }
        // It stays so: what is missing does not come back by starting anew.
        try (var task = start(ProducerFactory.kafka(), settings(live, true, StartAt.START))) {
            Files.writeString(live, "{\"id\":3}\n", StandardOpenOption.APPEND);
            await().until(() -> task.tally().events() == 3);
        }
        assertThat(progress().gaps()).isEqualTo(1);
    }

    @Test
    void shouldSayWhyAFileThatIsNotFollowedCannotBeRead() throws Exception {
        try (var task = start(ProducerFactory.kafka(), settings(folder.resolve("gone.log"), false, StartAt.START))) {
            await().until(task::finished);

            assertThat(task.state())
                    .isInstanceOfSatisfying(
                            SourceState.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .startsWith("cannot read " + folder.resolve("gone.log")));
        }
    }

    private void sendAll(String text) throws IOException {
        var file = folder.resolve("whole.log");
        Files.writeString(file, text);
        try (var task = start(ProducerFactory.kafka(), settings(file, false, StartAt.START))) {
            await().until(task::finished);
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
        }
    }

    /** Writes lines as a program would whose log is rotated by renaming. */
    private void write(Path live, SourceTask reader) throws IOException {
        var text = new StringBuilder();
        for (int number = 0; number < LINES; number++) {
            if (number > 0 && number % ROTATE_EVERY == 0) {
                Files.writeString(live, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                text.setLength(0);
                // At most one file behind, as with any log that is not rotated within a second.
                int behind = number - ROTATE_EVERY;
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> reader.tally().events() > behind);
                Files.move(live, live.resolveSibling("access.log-" + (1_000 + number)));
            }
            text.append(NumberedLines.line(number)).append('\n');
        }
        Files.writeString(live, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private SourceTask start(ProducerFactory producers, FileSettings settings) {
        var clock = Clock.systemUTC();
        var sender = new LineSender(LineFormat.JSON.parser(clock), "web.access", clock);
        return SourceTask.start(
                key,
                new ChannelFactory(kafka.access(), producers, TestProgram.QUICK, clock),
                new FileBody(settings, sender, TestProgram.QUICK.commitEvery()));
    }

    private Progress progress() {
        return Objects.requireNonNull(
                new ProgressReader(kafka.access()).readAll().get(progressKey()));
    }

    private boolean hasProgress() {
        return new ProgressReader(kafka.access()).readAll().containsKey(progressKey());
    }

    private String progressKey() {
        return key.run() + '/' + key.source();
    }

    private static FileSettings settings(Path path, boolean follow, StartAt start) {
        return new FileSettings(path, follow, start, new DataSize(1_000));
    }
}
