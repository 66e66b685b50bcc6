package dev.millrace.app.metrics;

import dev.millrace.generator.run.Runs;
import dev.millrace.generator.run.SourceStatus;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Figures of sources over all their runs, looked up at most once a second. Thread-safe. */
final class RunFigures {
    private final Recent<Map<String, List<SourceStatus>>> bySource;

    /** @param nanoTime a clock such as {@link System#nanoTime()} */
    RunFigures(Runs runs, LongSupplier nanoTime) {
        this.bySource = new Recent<>(
                () -> runs.statuses().stream()
                        .flatMap(run -> run.sources().stream())
                        .collect(Collectors.groupingBy(SourceStatus::source)),
                nanoTime);
    }

    /** The sum of a figure of a source. */
    double sum(String source, ToDoubleFunction<SourceStatus> figure) {
        return bySource.get().getOrDefault(source, List.of()).stream()
                .mapToDouble(figure)
                .sum();
    }
}
