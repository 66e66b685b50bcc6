package dev.millrace.checks.bench;

import dev.millrace.checks.jmh.MicroBenches;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code millrace bench}: from a checkout alone, for it brings opponents along that no user needs. */
@Command(
        name = "millrace bench",
        description = "Run benchmarks beside their opponents.",
        mixinStandardHelpOptions = true)
public final class BenchMain implements Callable<Integer> {
    private static final List<Bench> ALL = List.of(
            new GenerateBench(Form.RECORDS, 16_000_000, 16_000_000),
            new GenerateBench(Form.FRAMES, 60_000_000, 24_000_000),
            new LimiterBench(1_000_000, 8, Duration.ofSeconds(5)));

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which; all where none is named.")
    private List<String> names = List.of();

    @Option(
            names = "--pairs",
            defaultValue = "5",
            description = "How often each side runs; ${DEFAULT-VALUE} if not said.")
    private int pairs;

    @Option(names = "--output", defaultValue = "text", description = "text or json, an object a line.")
    private Output output = Output.text;

    @Option(names = "--jmh", paramLabel = "REGEX", description = "Run the micro-benchmarks (JMH) that match instead.")
    private @Nullable String micro;

    /** How results are printed. */
    @SuppressWarnings("checkstyle:ConstantName")
    enum Output {
        text,
        json
    }

    private BenchMain() {}

    /** Runs the benchmarks and ends with 0, or with 1 where one could not be finished. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** The same, giving the exit code. */
    static int run(String... arguments) {
        return new CommandLine(new BenchMain()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (micro != null) {
            MicroBenches.run(micro).forEach(this::print);
            return 0;
        }
        var unknown = names.stream()
                .filter(name -> ALL.stream().noneMatch(bench -> bench.name().equals(name)))
                .toList();
        if (!unknown.isEmpty()) {
            System.err.println("There is no benchmark " + String.join(", ", unknown) + "; there are: "
                    + String.join(", ", ALL.stream().map(Bench::name).toList()));
            return 2;
        }
        if (pairs < 1) {
            System.err.println("--pairs must be at least 1, was " + pairs);
            return 2;
        }
        for (var bench : ALL) {
            if (names.isEmpty() || names.contains(bench.name())) {
                System.err.println(bench.name() + ": " + bench.about());
                print(bench.run(pairs).fields());
            }
        }
        return 0;
    }

    private void print(Map<String, Object> figures) {
        switch (output) {
            case json -> System.out.println(JsonMapper.builder().build().writeValueAsString(figures));
            case text -> figures.forEach((name, value) -> System.out.printf("  %-28s %s%n", name, value));
        }
    }
}
