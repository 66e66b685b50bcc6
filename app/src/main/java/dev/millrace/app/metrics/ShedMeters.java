package dev.millrace.app.metrics;

import dev.millrace.flow.shed.Verdict;
import dev.millrace.generator.flow.Shedding;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What was left out or turned away, by reason. */
final class ShedMeters {
    private ShedMeters() {}

    /** @param shed what a source left out, where it has run here */
    static void bind(MeterRegistry registry, Function<String, Optional<Shedding>> shed, Set<String> sources) {
        for (var source : sources) {
            for (var reason : Verdict.values()) {
                if (reason.isShed()) {
                    FunctionCounter.builder(
                                    "millrace.shed.events",
                                    shed,
                                    all -> all.apply(source)
                                            .map(known -> known.count(reason))
                                            .orElse(0L))
                            .description("Events that were shed or turned away here since the start, by what there was"
                                    + " too much of")
                            .tag("source", source)
                            .tag("reason", reason.toString())
                            .register(registry);
                }
            }
        }
    }
}
