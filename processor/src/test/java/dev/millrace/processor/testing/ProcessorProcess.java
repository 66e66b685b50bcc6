package dev.millrace.processor.testing;

import dev.millrace.processor.run.PipelineRunner;
import dev.millrace.processor.run.ProcessorSettings;
import dev.millrace.processor.run.StateMemory;
import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A pipeline in a process of its own, to be killed. */
public final class ProcessorProcess implements AutoCloseable {
    private final Process process;

    private ProcessorProcess(Process process) {
        this.process = process;
    }

    /** Starts a process that runs the pipeline of a scenario. */
    public static ProcessorProcess start(
            KillScenario scenario, String bootstrapServers, String topic, Path state, Path log) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .toList());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(
                List.of(ProcessorProcess.class.getName(), scenario.name(), bootstrapServers, topic, state.toString()));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            return new ProcessorProcess(builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing in the process gets to know. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Settings that let a restart take up its work without waiting. */
    public static ProcessorSettings settings(String bootstrapServers, Path state) {
        return new ProcessorSettings(
                bootstrapServers,
                state,
                2,
                Duration.ofMillis(100),
                DataSize.parse("1MiB"),
                "one",
                Duration.ofSeconds(5),
                // What a killed process leaves open keeps readers waiting for this.
                Map.of("producer.transaction.timeout.ms", "4000"));
    }

    public static void main(String[] arguments) throws InterruptedException {
        var settings = settings(arguments[1], Path.of(arguments[3]));
        var plan = KillScenario.named(arguments[0]).plan(arguments[2]);
        try (var memory = new StateMemory(DataSize.parse("32MiB"));
                var runner = PipelineRunner.start(plan, settings, memory, Clock.systemUTC())) {
            new CountDownLatch(1).await();
        }
    }
}
