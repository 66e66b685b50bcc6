package dev.millrace.app.ingest;

import dev.millrace.app.file.TopicPlan;
import dev.millrace.app.topics.TopicProvisioner;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.generator.loop.LineSender;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.loop.StreamBody;
import dev.millrace.generator.run.RunIds;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends all lines of a stream to a topic, as a run of its own. */
public final class Ingestion {
    private static final int LONGEST_LINE = 8 << 20;

    private Ingestion() {}

    /**
     * Sends the lines; returns when the last is committed, or when no more can be sent. The topics are made if
     * they are not there.
     */
    public static IngestOutcome run(
            KafkaAccess kafka, String topic, String source, LineFormat format, InputStream input) {
        provide(kafka, topic);
        var clock = Clock.system(ZoneId.systemDefault());
        var settings = ChannelSettings.defaults();
        var channels = new ChannelFactory(kafka, ProducerFactory.kafka(), settings, clock);
        var key = new ChannelKey(
                new RunIds(clock, RandomGenerator.getDefault()).next(), source, SourceKind.INGESTED, topic);
        var sender = new LineSender(format.parser(clock), source, clock);
        var body = new StreamBody(input, sender, LONGEST_LINE, settings.commitEvery());
        try (var task = SourceTask.start(key, channels, body)) {
            task.join(Duration.ofDays(365));
            return new IngestOutcome(
                    key.run(), task.tally().events(), task.tally().deadLettered(), failure(task, body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IngestOutcome(key.run(), 0, 0, Optional.of("interrupted"));
        }
    }

    private static void provide(KafkaAccess kafka, String topic) {
        var specs = new ArrayList<>(TopicPlan.system());
        specs.addAll(TopicPlan.withDeadLetters(topic, Map.of()));
        TopicProvisioner.provide(kafka, specs);
    }

    private static Optional<String> failure(SourceTask task, StreamBody body) {
        return switch (task.state()) {
            case SourceState.Ended ended ->
                body.failure()
                        .map(e -> "the input could not be read: " + (e instanceof IOException ? e.getMessage() : e));
            case SourceState.Failed failed -> Optional.of(failed.reason());
            case SourceState.Waiting waiting -> Optional.of(waiting.reason());
            case SourceState.Starting starting -> Optional.of("it never began");
            case SourceState.Sending sending -> Optional.of("it is still going on");
            case SourceState.Elsewhere elsewhere -> Optional.of("another instance sends it");
            case SourceState.Stopped stopped -> Optional.of("it was stopped");
        };
    }
}
