package dev.millrace.gateway;

import dev.millrace.gateway.port.AuditView;
import dev.millrace.gateway.port.BreakerView;
import dev.millrace.gateway.port.DeadLetterView;
import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.LimitView;
import dev.millrace.gateway.port.PipelineView;
import dev.millrace.gateway.port.RunAccount;
import dev.millrace.gateway.port.ServiceHealth;
import dev.millrace.gateway.port.ServiceState;
import dev.millrace.gateway.port.ServiceState.State;
import dev.millrace.gateway.port.SourceAccount;
import dev.millrace.gateway.port.StatusReport;
import dev.millrace.gateway.port.StatusView;
import dev.millrace.gateway.port.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The other rooms, made up in memory: these tests are about what goes over HTTP. The real rooms are fitted to the
 * ports in {@code app}, and the whole is tested end to end in {@code checks}.
 */
final class Rooms {
    private static final List<ServiceState> ALL_WELL = List.of(
            new ServiceState("kafka", State.UP, "3 brokers", "127.0.0.1:9092", true),
            new ServiceState("postgresql", State.UP, "", "127.0.0.1:5432", false));

    final RunsInMemory runs = new RunsInMemory("orders", "customers");
    final IntakeInMemory intake = new IntakeInMemory("partners");
    /** One permit for each verification that was begun. */
    final Semaphore verifications = new Semaphore(0);
    /** Verifications wait for it. */
    final AtomicReference<CountDownLatch> evidence = new AtomicReference<>(new CountDownLatch(0));

    final AtomicReference<Duration> patience = new AtomicReference<>(Duration.ZERO);
    /** The run that was last asked about. */
    final AtomicReference<Optional<String>> reported = new AtomicReference<>(Optional.empty());

    final AtomicReference<List<ServiceState>> services = new AtomicReference<>(ALL_WELL);

    void reset() {
        runs.reset();
        intake.reset();
        services.set(ALL_WELL);
        verifications.drainPermits();
        evidence.set(new CountDownLatch(0));
    }

    GatewayPorts ports() {
        return new GatewayPorts(runs, intake, new Ledger(), health(), status());
    }

    private ServiceHealth health() {
        return services::get;
    }

    private StatusView status() {
        return () -> new StatusReport(
                "1.2.3",
                Duration.ofMillis(90_500),
                services.get(),
                runs.runs(),
                List.of(new PipelineView("revenue", "running", 12, Map.of("read", 100L))),
                new AuditView(5, 6),
                List.of(new DeadLetterView("shop.orders.dlq", 7)),
                List.of(new LimitView("shop", "100/s", "redis", List.of("orders"), 3, 1_000)),
                List.of(new BreakerView("kafka", "open", 1.5)));
    }

    private final class Ledger implements LedgerView {
        @Override
        public LedgerReport report(Optional<String> run) {
            reported.set(run);
            return new LedgerReport(
                    Verdict.INCOMPLETE,
                    "2 events of orders are missing",
                    new EventTotals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
                    11,
                    12.5,
                    new LatencyQuantiles(
                            Duration.ofNanos(1_234_567),
                            Duration.ofMillis(2),
                            Duration.ofMillis(3),
                            Duration.ofSeconds(4)),
                    List.of(new RunAccount(
                            "run-1",
                            Verdict.INCOMPLETE,
                            "2 events of orders are missing",
                            List.of(new SourceAccount("orders", 10, 9.5)))));
        }

        @Override
        public LedgerReport verify(Optional<String> run, Duration wait) {
            patience.set(wait);
            verifications.release();
            try {
                if (!evidence.get().await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody gave the evidence");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return report(run);
        }
    }
}
