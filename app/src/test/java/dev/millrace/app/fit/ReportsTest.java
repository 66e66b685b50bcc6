package dev.millrace.app.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.gateway.json.ApiJson;
import dev.millrace.gateway.ledger.LedgerAnswer;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.follow.Latency;
import dev.millrace.ledger.verify.Evidence;
import dev.millrace.ledger.verify.Reckoning;
import dev.millrace.ledger.verify.RunReckoning;
import dev.millrace.ledger.verify.SourceReckoning;
import dev.millrace.ledger.verify.Totals;
import dev.millrace.ledger.verify.Verdict;
import dev.millrace.ledger.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");
    private static final Evidence NO_EVIDENCE = new Evidence(List.of(), List.of(), List.of(), List.of(), Map.of());

    @Test
    void shouldAccountInJsonForEveryEventThatWasClaimed() {
        var totals = new Totals(400, 56, 180, 100, 7, 8, 50, 40, 30, 20, 16, 5, 6, 7, 2, 9);

        var events = ApiJson.mapper()
                .readTree(ApiJson.mapper()
                        .writeValueAsBytes(
                                LedgerAnswer.of(Reports.of(verification(totals, List.of()), 0, (run, source) -> 0))))
                .path("events");

        var claimed =
                events.path("generated").asLong() + events.path("ingested").asLong();
        var accounted = Stream.of(
                        "delivered",
                        "dead_lettered",
                        "lost",
                        "shed",
                        "rejected",
                        "in_flight",
                        "undetermined",
                        "skipped",
                        "dropped",
                        "poisoned",
                        "held_back")
                .mapToLong(fate -> events.path(fate).asLong())
                .sum();
        assertThat(claimed).isEqualTo(456);
        assertThat(accounted).isEqualTo(claimed);
    }

    @Test
    void shouldNotAddUpTheRatesOfRunsThatFollowedOneAnother() {
        var runs = new ArrayList<RunReckoning>();
        for (int i = 0; i < 10; i++) {
            runs.add(run("r" + i, progress("r" + i, 50_000, START.plusSeconds(60L * i), Duration.ofSeconds(1))));
        }

        assertThat(rate(500_000, runs)).isCloseTo(50_000, within(0.001));
    }

    @Test
    void shouldAddUpTheRatesOfSourcesThatSendBesideOneAnother() {
        var end = START.plusSeconds(10);
        var run = run(
                "r",
                progress("r", 10_000, end, Duration.ofSeconds(10)),
                progress("r", 20_000, end, Duration.ofSeconds(10)),
                // Within the time of the others.
                progress("r", 30_000, end.minusSeconds(2), Duration.ofSeconds(5)));

        assertThat(rate(60_000, List.of(run))).isCloseTo(6_000, within(0.001));
    }

    @Test
    void shouldCountOverlappingTimeOnce() {
        var runs = List.of(
                run("a", progress("a", 1_000, START.plusSeconds(10), Duration.ofSeconds(10))),
                run("b", progress("b", 1_000, START.plusSeconds(15), Duration.ofSeconds(10))));

        assertThat(rate(1_500, runs)).isCloseTo(100, within(0.001));
    }

    @Test
    void shouldHaveNoRateWhereNothingWasActive() {
        assertThat(rate(0, List.of())).isZero();
        assertThat(rate(5, List.of(run("r", progress("r", 5, START, Duration.ZERO)))))
                .isZero();
    }

    private static double rate(long delivered, List<RunReckoning> runs) {
        var totals = new Totals(delivered, 0, delivered, 0, 0, 0, 0, 0, 0, 0, 0);
        return Reports.of(verification(totals, runs), 0, (run, source) -> 0).eventsPerSecond();
    }

    private static Verification verification(Totals totals, List<RunReckoning> runs) {
        var reckoning = new Reckoning(new Verdict.Complete(), totals, runs);
        return new Verification(START, reckoning, Latency.NONE, Map.of(), List.of());
    }

    private static RunReckoning run(String id, Progress... claims) {
        return new RunReckoning(
                id,
                new Verdict.Complete(),
                Totals.NONE,
                Stream.of(claims)
                        .map(claim -> new SourceReckoning(
                                new SourceKey(id, claim.source()),
                                Optional.of(claim),
                                Totals.NONE,
                                0,
                                0,
                                NO_EVIDENCE,
                                List.of(),
                                List.of()))
                        .toList());
    }

    private static Progress progress(String run, long next, Instant at, Duration active) {
        return new Progress(run, "s", SourceKind.INGESTED, "t", next, 0, active, at, true, Map.of());
    }
}
