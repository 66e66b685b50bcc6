package dev.millrace.checks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark itself: each test runs whole programs, the generator's and Kafka's. */
@Tag("endurance")
class GenerateBenchIT {
    private static final int EVENTS = 300_000;

    @ParameterizedTest
    @EnumSource
    void tellsWhatScriptsRelyOn(Form form) throws Exception {
        var fields = new GenerateBench(form, EVENTS, EVENTS).run(1).fields();

        assertThat(fields)
                .containsKeys("bench", "events_per_second", "ratio", "against", "pairs", "cores")
                .containsEntry("bench", form.bench())
                .containsEntry("pairs", 1);
        assertThat((double) fields.get("bytes_an_event"))
                .isCloseTo((double) fields.get("against_bytes_an_event"), offset(8.0));
    }

    @ParameterizedTest
    @EnumSource
    void failsWhereEventsAreMissing(Form form) {
        var bench = new GenerateBench(form, EVENTS, EVENTS, List.of("anomalies: {drop: 0.01%}"));

        assertThatThrownBy(() -> bench.run(1))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining(" are there, up to index ");
    }
}
