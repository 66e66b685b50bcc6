package dev.millrace.app.program;

import dev.millrace.app.file.LoadedFile;
import dev.millrace.event.avro.registry.SchemaRegistry;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.processor.run.KafkaUnavailable;
import dev.millrace.processor.run.PipelineRunner;
import dev.millrace.processor.run.PipelineState;
import dev.millrace.processor.run.PipelineStatus;
import dev.millrace.processor.run.ProcessorSettings;
import dev.millrace.processor.run.StateMemory;
import dev.millrace.settings.DataSize;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code processor}: the file's pipelines and the memory they share. Thread-safe. */
final class PipelinePart implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PipelinePart.class);
    private static final DataSize CACHE = DataSize.parse("32MiB");
    private static final DataSize MEMORY = DataSize.parse("128MiB");
    private static final Duration COMMIT = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final StateMemory memory = new StateMemory(MEMORY);
    /** Along the stream, so that what one hands to the next is there before the next is waited for. */
    private final List<PipelineRunner> pipelines = new CopyOnWriteArrayList<>();

    private volatile List<PipelineStatus> lastWords = List.of();

    private PipelinePart() {}

    /**
     * Starts all pipelines.
     *
     * @param instance a name that stays the same over restarts; null where several instances run
     */
    static PipelinePart start(
            LoadedFile loaded,
            KafkaAccess kafka,
            Path folder,
            @Nullable String instance,
            SchemaRegistry schemas,
            Clock clock) {
        var settings = new ProcessorSettings(
                kafka.bootstrapServers(), folder, 1, COMMIT, CACHE, instance, ANSWER, kafka.properties());
        var part = new PipelinePart();
        try {
            loaded.plansAlongTheStream()
                    .forEach(plan ->
                            part.pipelines.add(PipelineRunner.start(plan, settings, part.memory, schemas, clock)));
            return part;
        } catch (RuntimeException e) {
            CloseStack.closeAfter(e, part);
            throw e;
        }
    }

    /** How each of them is, or was when it ended; takes a moment. */
    List<PipelineStatus> statuses() {
        var open = List.copyOf(pipelines);
        return open.isEmpty()
                ? lastWords
                : open.stream().map(PipelineRunner::status).toList();
    }

    /** Lets the pipelines work off what there is, then ends them; gives what they did not get done. */
    List<Shortfall> finish(Duration patience) {
        var shortfalls = new ArrayList<Shortfall>();
        for (var pipeline : pipelines) {
            finish(pipeline, patience).ifPresent(shortfall -> {
                log.warn("A pipeline did not finish: {}", shortfall.words());
                shortfalls.add(shortfall);
            });
        }
        lastWords = statuses();
        end();
        return shortfalls;
    }

    private static Optional<Shortfall> finish(PipelineRunner pipeline, Duration patience) {
        var before = pipeline.status();
        if (before.state() == PipelineState.FAILED) {
            return Optional.of(failed(before));
        }
        var name = "pipeline " + before.pipeline();
        try {
            if (pipeline.awaitCaughtUp(patience)) {
                return Optional.empty();
            }
        } catch (KafkaUnavailable e) {
            return Optional.of(
                    new Shortfall.Behind(name + " could not be asked whether it is through: " + e.getMessage()));
        }
        var after = pipeline.status();
        return Optional.of(
                after.state() == PipelineState.FAILED
                        ? failed(after)
                        : new Shortfall.Behind(name + " is still behind; the next start goes on with it"));
    }

    private static Shortfall failed(PipelineStatus status) {
        return new Shortfall.GaveUp("pipeline " + status.pipeline() + " has failed: "
                + status.problem().orElse("no reason is known"));
    }

    @Override
    public void close() {
        try {
            end();
        } finally {
            memory.close();
        }
    }

    /** Those ended once are not ended again, nor asked how they are. */
    private void end() {
        var ending = new CloseStack();
        pipelines.reversed().forEach(pipeline -> ending.add("a pipeline", pipeline));
        pipelines.clear();
        ending.close();
    }
}
