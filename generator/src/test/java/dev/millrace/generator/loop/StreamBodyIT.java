package dev.millrace.generator.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.FaultyProducers;
import dev.millrace.generator.testing.NumberedLines;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamBodyIT {
    private static final int LINES = 20_000;

    private final TestKafka kafka = TestKafka.shared();
    private final String topic = kafka.newTopic("stream", 1);
    private final String run = TestKafka.newName("run");

    /** A stream can be read only once: what was not committed must come from memory, and nothing else may. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldSendEveryLineOnceWhateverFails(long seed) {
        var producers = new FaultyProducers(seed, 6, Map.of("send", 0.0003, "commitTransaction", 0.3));
        var body = body(new ByteArrayInputStream(lines(LINES)));
        runToTheEnd(producers, body);

        var account = Account.of(kafka, run, "stdin");
        assertThat(account.findings()).as("seed %d", seed).isEmpty();
        assertThat(account.progress().next()).isEqualTo(LINES);
        assertThat(account.progress().ended()).isTrue();
        assertThat(kafka.read(topic)).allSatisfy(record -> {
            var event = record.event();
            assertThat(event.data())
                    .hasToString(
                            NumberedLines.line(event.knownOrigin().orElseThrow().index()));
        });
        assertThat(kafka.read(DeadLetter.topicFor(topic))).hasSize(LINES / NumberedLines.MALFORMED_EVERY);
        assertThat(producers.faults()).isPositive();
    }

    @Test
    void shouldSendWhatCameBeforeAStreamBrokeAndTellThatItDid() {
        var body = body(new SequenceInputStream(new ByteArrayInputStream(lines(100)), new BrokenPipe()));
        runToTheEnd(ProducerFactory.kafka(), body);

        assertThat(kafka.read(topic, DeadLetter.topicFor(topic))).hasSize(100);
        assertThat(body.failure()).get().extracting(Throwable::getMessage).isEqualTo("the pipe broke");
    }

    private void runToTheEnd(ProducerFactory producers, StreamBody body) {
        var channels = new ChannelFactory(kafka.access(), producers, TestProgram.QUICK, Clock.systemUTC());
        try (var task = SourceTask.start(new ChannelKey(run, "stdin", SourceKind.INGESTED, topic), channels, body)) {
            await().until(task::finished);
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
        }
    }

    private static StreamBody body(InputStream stream) {
        var sender = new LineSender(LineFormat.JSON.parser(Clock.systemUTC()), "stdin", Clock.systemUTC());
        return new StreamBody(stream, sender, 1_000, TestProgram.QUICK.commitEvery());
    }

    private static byte[] lines(int count) {
        var text = new StringBuilder();
        for (int number = 0; number < count; number++) {
            text.append(NumberedLines.line(number)).append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    private static final class BrokenPipe extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the pipe broke");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }
}
