package dev.millrace.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.Verdict;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerMetersTest {
    private final Counting ledger = new Counting();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void shouldReckonOnceForAWholeScrape() {
        LedgerMeters.bind(registry, ledger, now::get);

        assertThat(registry.scrape())
                .contains("millrace_ledger_events{state=\"undetermined\"} 1.0")
                .contains("millrace_ledger_events{state=\"lost\"} 0.0");
        assertThat(ledger.asked).isEqualTo(1);
    }

    @Test
    void shouldReckonAnewASecondLater() {
        LedgerMeters.bind(registry, ledger, now::get);
        var first = registry.scrape();
        now.addAndGet(Duration.ofMillis(999).toNanos());
        var soon = registry.scrape();
        now.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(soon).isEqualTo(first);
        assertThat(registry.scrape()).contains("millrace_ledger_events{state=\"undetermined\"} 2.0");
        assertThat(ledger.asked).isEqualTo(2);
    }

    /** Every report counts one event more. */
    private static final class Counting implements LedgerView {
        private int asked;

        @Override
        public LedgerReport report(Optional<String> run) {
            asked++;
            return new LedgerReport(
                    Verdict.COMPLETE,
                    "",
                    new EventTotals(asked, 0, 0, 0, 0, 0, 0, 0, 0, 0, asked, 0, 0, 0, 0, 0),
                    0,
                    0,
                    new LatencyQuantiles(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                    List.of());
        }

        @Override
        public LedgerReport verify(Optional<String> run, Duration patience) {
            return report();
        }
    }
}
