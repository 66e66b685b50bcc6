package dev.millrace.checks.jmh;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks of this package and those below it, each in a process of its own. */
public final class MicroBenches {
    private MicroBenches() {}

    /**
     * Runs those whose names a regular expression is found in.
     *
     * @return for each its figures by name, in the order in which they ran
     */
    public static List<Map<String, Object>> run(String regex) {
        var options =
                new OptionsBuilder().include(regex).shouldFailOnError(true).build();
        try {
            return new Runner(options).run().stream().map(MicroBenches::figures).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("no benchmark ran to its end: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> figures(RunResult result) {
        var primary = result.getPrimaryResult();
        var parameters = result.getParams();
        var figures = new TreeMap<String, Object>(parameters.getParamsKeys().stream()
                .collect(Collectors.toMap(Function.identity(), parameters::getParam)));
        figures.put("bench", parameters.getBenchmark().replaceFirst("^dev\\.millrace\\.checks\\.", ""));
        figures.put("median", primary.getStatistics().getPercentile(50));
        figures.put("least", primary.getStatistics().getMin());
        figures.put("most", primary.getStatistics().getMax());
        figures.put("unit", primary.getScoreUnit());
        return figures;
    }
}
