package dev.millrace.app.cli;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints events of a source without Kafka. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Print events of a generated source, one JSON line each, without Kafka.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class SampleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SOURCE", description = "A generated source of the file.")
    private String source;

    @Mixin
    private final FileOption file = new FileOption();

    @Option(names = "-n", paramLabel = "N", description = "How many. Default: 10.", defaultValue = "10")
    private long count;

    @Option(
            names = "--from",
            paramLabel = "INDEX",
            description = "The index of the first, to look at events further on. Default: 0.",
            defaultValue = "0")
    private long from;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When the run begins that is looked at, such as 2026-01-31T12:00:00Z or -10m. Default: now.")
    private @Nullable String at;

    SampleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InvalidFile {
        var loaded = file.load().file();
        var definition = loaded.sources().get(source);
        if (definition == null) {
            throw CommandFailed.usage("There is no source '" + source + "'; the file has "
                    + String.join(", ", loaded.sources().keySet()) + ".");
        }
        var pacing = definition.pacing();
        if (pacing.isEmpty()) {
            throw CommandFailed.usage("Source '" + source
                    + "' takes events in or replays them, it makes none; there is nothing to sample.");
        }
        if (from < 0) {
            throw CommandFailed.usage("--from must be at least 0, was " + from + ".");
        }
        var clock = Clock.systemUTC();
        var timeline = Timeline.from(at == null ? clock.instant() : Times.parse(at, clock));
        var renderer = new SourceCatalog(loaded.sources(), loaded.seed()).renderer(source, "sample", () -> timeline);
        var times = pacing.get().dueTimes(loaded.seed(), source, () -> timeline);
        for (long index = from; index < times.events() && index - from < count && !terminal.broken(); index++) {
            renderer.render(index, timeline.wallMicros(times.offsetNanos(index)));
            terminal.data(renderer.value());
        }
        return ExitCode.DONE;
    }
}
