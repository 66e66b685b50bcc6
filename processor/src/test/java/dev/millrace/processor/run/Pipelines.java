package dev.millrace.processor.run;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.processor.pipeline.Step;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Planner;
import dev.millrace.processor.testing.Sender;
import dev.millrace.processor.testing.TestEvents;
import dev.millrace.settings.DataSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pipelines to start and events to send. */
final class Pipelines {
    static final Duration SOON = Duration.ofSeconds(60);
    static final Instant TIME = Instant.parse("2024-03-01T20:00:00Z");
    static final StateMemory MEMORY = new StateMemory(DataSize.parse("64MiB"));

    private static final Planner PLANNER = new Planner();

    private Pipelines() {}

    static PipelineRunner start(Plan plan, Path state) {
        var settings = ProcessorSettings.of(SharedKafka.bootstrapServers(), state);
        return PipelineRunner.start(plan, settings, MEMORY, Clock.systemUTC());
    }

    static PipelineRunner start(Plan plan, Path state, Duration commitInterval) {
        var settings = new ProcessorSettings(
                SharedKafka.bootstrapServers(),
                state,
                1,
                commitInterval,
                DataSize.parse("32MiB"),
                null,
                Duration.ofSeconds(15),
                Map.of());
        return PipelineRunner.start(plan, settings, MEMORY, Clock.systemUTC());
    }

    /** A plan named after its topic, so that each test has a group and state of its own. */
    static Plan plan(String in, Step... steps) {
        return plan(List.of(in), steps);
    }

    static Plan plan(List<String> in, Step... steps) {
        return PLANNER.plan("it-" + in.getFirst(), "p", new PipelineDefinition(in, List.of(steps)));
    }

    static Window count(Duration size) {
        return new Window(
                new WindowSpec(size, Duration.ZERO, Duration.ofDays(1), "key"), Map.of("n", "count()"), "window");
    }

    /** Sends events with amounts that follow their index, from {@code first} on. */
    static void send(String topic, int first, int count) {
        try (var producer = Sender.plain()) {
            send(producer, topic, first, count);
        }
    }

    static void send(Sender producer, String topic, int first, int count) {
        for (int i = first; i < first + count; i++) {
            var value = TestEvents.order(i, TIME.plusMillis(i), "k" + i % 10, "{\"amount\":" + i + "}");
            producer.send(topic, key(i), value);
        }
    }

    static byte[] key(int i) {
        return ("k" + i % 10).getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON text no compression makes much smaller. */
    static String noise(int size) {
        var bytes = new byte[size / 2];
        new Random(1).nextBytes(bytes);
        return '"' + HexFormat.of().formatHex(bytes) + '"';
    }
}
