package dev.millrace.app.program;

import dev.millrace.app.file.LoadedFile;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.processor.run.PipelineRunner;
import dev.millrace.processor.run.PipelineStatus;
import dev.millrace.processor.run.ProcessorSettings;
import dev.millrace.processor.run.StateMemory;
import dev.millrace.settings.DataSize;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code processor}: the file's pipelines and the memory they share. */
record PipelinePart(Map<String, PipelineRunner> pipelines, StateMemory memory) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PipelinePart.class);
    private static final DataSize CACHE = DataSize.parse("32MiB");
    private static final Duration COMMIT = Duration.ofMillis(100);

    /**
     * Starts all pipelines.
     *
     * @param instance a name that stays the same over restarts; null where several instances run
     */
    static PipelinePart start(
            LoadedFile loaded, KafkaAccess kafka, Path folder, @Nullable String instance, Clock clock) {
        var settings =
                new ProcessorSettings(kafka.bootstrapServers(), folder, 1, COMMIT, CACHE, instance, kafka.properties());
        var part = new PipelinePart(new ConcurrentHashMap<>(), new StateMemory(DataSize.parse("128MiB")));
        try {
            loaded.plans()
                    .forEach((name, plan) ->
                            part.pipelines.put(name, PipelineRunner.start(plan, settings, part.memory, clock)));
            return part;
        } catch (RuntimeException e) {
            part.close();
            throw e;
        }
    }

    /** How each of them is; takes a moment. */
    List<PipelineStatus> statuses() {
        return pipelines.values().stream().map(PipelineRunner::status).toList();
    }

    /** Lets the pipelines work off what there is, then ends them. */
    void finish(Duration patience) {
        pipelines.forEach((name, pipeline) -> {
            if (!pipeline.awaitCaughtUp(patience)) {
                log.warn("A pipeline is still behind and is left to the next start: pipeline={}", name);
            }
        });
        close(pipelines);
    }

    @Override
    public void close() {
        close(pipelines);
        memory.close();
    }

    /** Those closed once are not closed again, nor asked how they are. */
    private static void close(Map<String, PipelineRunner> open) {
        var closing = List.copyOf(open.values());
        open.clear();
        closing.forEach(PipelineRunner::close);
    }
}
