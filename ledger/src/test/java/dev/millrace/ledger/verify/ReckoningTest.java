package dev.millrace.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.IndexRange;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReckoningTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:59:23Z");
    private static final SourceKey KEY = new SourceKey("r", "s");
    private static final WordTopics TOPICS = new WordTopics("progress", "deviations");

    private final Account account = new Account(Statement.EMPTY);

    @Test
    void shouldBeCompleteWhenAllThatWasClaimedWasSeen() {
        claim(3, 0);
        see(0, 1, 2);

        assertThat(settled().verdict()).isEqualTo(new Verdict.Complete());
    }

    @Test
    void shouldCallMissingEventsLostOnlyAsFarAsItIsSettled() {
        claim(10, 0);
        see(0, 1, 3, 4, 8);

        var reckoning = reckon(Map.of(KEY, 5L));

        assertThat(reckoning.totals()).isEqualTo(new Totals(10, 0, 5, 1, 0, 0, 0, 0, 0, 4, 0));
        assertThat(reckoning.verdict()).isEqualTo(new Verdict.Incomplete(List.of("r/s: 1 event is lost, index 2")));
    }

    @Test
    void shouldNotKnowWhileEventsAreInFlight() {
        claim(10, 0);
        see(0, 1);

        var reckoning = reckon(Map.of());

        assertThat(reckoning.totals().inFlight()).isEqualTo(8);
        assertThat(reckoning.verdict()).isEqualTo(new Verdict.Unknown(List.of("r/s: 8 events are still in flight")));
    }

    @Test
    void shouldLeaveAsideWhatCameAfterTheClaimItIsHeldTo() {
        claim(2, 0);
        see(0, 1);
        var claims = account.statement().claims();
        claim(5, 0);
        see(2, 3, 4);
        var statement = account.statement();

        var reckoning = Reckoning.of(
                statement,
                new Horizon(claims, Map.of(KEY, 2L), Optional.of(statement.claims()), Map.of(), List.of()),
                TOPICS,
                Scope.EVERYTHING);

        assertThat(reckoning.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(reckoning.totals().generated()).isEqualTo(2);
    }

    @Test
    void shouldFindWhatIsBeyondTheLatestClaim() {
        claim(2, 0);
        see(0, 1, 2);

        assertThat(settled().runs().getFirst().sources().getFirst().unclaimed()).isEqualTo(1);
        assertThat(settled().verdict()).isInstanceOf(Verdict.Incomplete.class);
    }

    @Test
    void shouldNotCallLostWhatAGapMayHaveHeld() {
        claim(3, 0);
        see(0, 2);
        account.gap(new Gap("t", 0, 0, 4, Gap.Cause.RETENTION, NOW), new Position("id", 4));

        assertThat(settled().totals()).isEqualTo(new Totals(3, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1));
        assertThat(settled().verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void shouldCallLostWhatWasClaimedAfterAGapWasFound() {
        account.claim(progressAt("r", 3, NOW));
        see(0, 2);
        gap("t", NOW);
        account.claim(progressAt("r", 5, NOW.plusSeconds(120)));
        see(3, 4);
        account.claim(progressAt("r", 9, NOW.plusSeconds(121)));
        see(5, 8);

        assertThat(settled().totals()).isEqualTo(new Totals(9, 0, 6, 2, 0, 0, 0, 0, 0, 0, 1));
        assertThat(settled().verdict()).isEqualTo(new Verdict.Incomplete(List.of("r/s: 2 events are lost, index 6-7")));
    }

    @Test
    void shouldNotDoubtARunThatBeganLongAfterAGapWasFound() {
        gap("t", NOW);
        account.claim(progressAt("later", 3, NOW.plus(Duration.ofHours(1))));
        account.source("later", "s").orElseThrow().delivered(0, "t", 0, 4);

        assertThat(settled().totals().lost()).isEqualTo(2);
        assertThat(settled().totals().undetermined()).isZero();
    }

    @Test
    void shouldDoubtAnewWhenAnotherGapIsFound() {
        gap("t", NOW);
        account.claim(progressAt("r", 3, NOW.plus(Duration.ofHours(1))));
        see(0, 2);
        gap("t", NOW.plus(Duration.ofHours(2)));

        assertThat(settled().totals().undetermined()).isEqualTo(1);
        assertThat(settled().totals().lost()).isZero();
    }

    @Test
    void shouldNotTakeAnEventForALaterOneWhereClocksDiffer() {
        claim(3, 0);
        see(0, 2);
        gap("t", NOW);
        account.claim(progressAt("r", 5, NOW.plusSeconds(30)));

        assertThat(settled().totals().undetermined()).isEqualTo(3);
    }

    @Test
    void shouldNotMindAGapThatHeldNothingOfThisSource() {
        claim(3, 0);
        see(0, 1, 2);
        account.gap(new Gap("t", 0, 0, 4, Gap.Cause.RETENTION, NOW), new Position("id", 4));
        account.gap(new Gap("other", 0, 0, 4, Gap.Cause.RETENTION, NOW), new Position("id", 4));

        assertThat(settled().verdict()).isEqualTo(new Verdict.Complete());
    }

    @Test
    void shouldCallLostWhatIsMissingBesideAGapOfAnotherTopic() {
        claim(3, 0);
        see(0, 2);
        account.gap(new Gap("other", 0, 0, 4, Gap.Cause.RETENTION, NOW), new Position("id", 4));

        assertThat(settled().totals().lost()).isEqualTo(1);
    }

    @Test
    void shouldTakeADeadLetterGapForAGap() {
        claim(3, 1);
        see(0, 2);
        account.gap(new Gap("t.dlq", 0, 0, 4, Gap.Cause.RETENTION, NOW), new Position("id", 4));

        assertThat(settled().totals().undetermined()).isEqualTo(1);
    }

    @Test
    void shouldAddUpASourceThatMovedToAnotherTopic() {
        account.claim(progress("old", 2, 0));
        see(0, 1);
        account.claim(progress("new", 4, 0));
        var source = account.source("r", "s").orElseThrow();
        source.delivered(2, "new", 0, 0);
        source.delivered(3, "new", 0, 1);
        source.delivered(0, "new", 1, 2);

        // "t" is neither: what was seen there is misrouted.
        var reckoning = settled();

        assertThat(reckoning.totals().delivered()).isEqualTo(3);
        assertThat(reckoning.totals().lost()).isEqualTo(1);
        assertThat(reckoning.runs().getFirst().sources().getFirst().misrouted()).isEqualTo(2);
    }

    @Test
    void shouldCallItTwiceWhenAnEventIsOnBothTopicsOfASource() {
        account.claim(progress("t", 2, 0));
        account.claim(progress("new", 2, 0));
        see(0, 1);
        account.source("r", "s").orElseThrow().delivered(0, "new", 0, 0);

        assertThat(settled().totals()).isEqualTo(new Totals(2, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldNotCallItCompleteWhereTheSourceItselfHasMissedSomething() {
        account.claim(new Progress("r", "s", SourceKind.INGESTED, "t", 2, 0, Duration.ZERO, NOW, false, 1, Map.of()));
        see(0, 1);

        assertThat(settled().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .singleElement()
                                .asString()
                                .contains("on 1 occasion"));
    }

    @Test
    void shouldAddUpRunsAndSources() {
        claim(2, 0);
        see(0, 1);
        account.claim(new Progress("r2", "s", SourceKind.INGESTED, "t", 3, 0, Duration.ZERO, NOW, true, Map.of()));

        var reckoning = settled();

        assertThat(reckoning.runs()).extracting(RunReckoning::run).containsExactly("r", "r2");
        assertThat(reckoning.totals()).isEqualTo(new Totals(2, 3, 2, 3, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldAlwaysAccountForEveryClaimedEvent() {
        var random = new Random(20261121);
        for (int round = 0; round < 500; round++) {
            var trial = new Account(Statement.EMPTY);
            long next = random.nextInt(200);
            trial.claim(progress("t", next, 0));
            var source = trial.source("r", "s").orElseThrow();
            for (int i = 0; i < random.nextInt(300); i++) {
                if (random.nextInt(10) == 0) {
                    source.deadLettered(random.nextInt(220), "t", "t.dlq", 0, i);
                } else {
                    source.delivered(random.nextInt(220), random.nextInt(20) == 0 ? "x" : "t", 0, i);
                }
            }
            if (random.nextInt(3) == 0) {
                trial.gap(new Gap("t", 0, 0, 4, Gap.Cause.RETENTION, NOW), new Position("id", 4));
            }

            var totals = reckon(trial, Map.of(KEY, (long) random.nextInt(250))).totals();

            assertThat(totals.delivered()
                            + totals.deadLettered()
                            + totals.lost()
                            + totals.inFlight()
                            + totals.undetermined())
                    .as("round %s", round)
                    .isEqualTo(next);
        }
    }

    @Test
    void shouldNotKnowWhatAnUnreadableClaimSaid() {
        claim(1, 0);
        see(0);
        account.topic("progress").unreadable(1, 77, "not JSON");

        assertThat(settled().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .singleElement()
                                .asString()
                                .contains("partition 1, offset 77: not JSON"));
    }

    @Test
    void shouldLetAFindingStandBesideADoubt() {
        claim(3, 0);
        see(0, 0);

        assertThat(reckon(Map.of()).verdict())
                .isEqualTo(new Verdict.Incomplete(List.of("r/s: 1 event is there more than once, index 0")));
    }

    @Test
    void shouldShowWhereMisroutedEventsAre() {
        claim(1, 0);
        see(0);
        account.source("r", "s").orElseThrow().delivered(0, "elsewhere", 0, 0);

        var source = settled().runs().getFirst().sources().getFirst();

        assertThat(source.evidence().misrouted()).isEqualTo(Map.of("elsewhere", List.of(new IndexRange(0, 1))));
        assertThat(settled().verdict()).isEqualTo(new Verdict.Complete());
    }

    private void claim(long next, long deadLettered) {
        account.claim(progress("t", next, deadLettered));
    }

    private void gap(String topic, Instant found) {
        account.gap(new Gap(topic, 0, 0, 4, Gap.Cause.RETENTION, found), new Position("id", 4));
    }

    private void see(long... indices) {
        var source = account.source("r", "s").orElseThrow();
        for (long index : indices) {
            source.delivered(index, "t", 0, index);
        }
    }

    /** As if all that was sent had been read. */
    private Reckoning settled() {
        var settled = new HashMap<SourceKey, Long>();
        account.statement()
                .claims()
                .forEach((key, claim) -> settled.put(key, claim.progress().next()));
        return reckon(settled);
    }

    private Reckoning reckon(Map<SourceKey, Long> settled) {
        return reckon(account, settled);
    }

    private static Reckoning reckon(Account account, Map<SourceKey, Long> settled) {
        var statement = account.statement();
        var horizon = new Horizon(statement.claims(), settled, Optional.of(statement.claims()), Map.of(), List.of());
        return Reckoning.of(statement, horizon, TOPICS, Scope.EVERYTHING);
    }

    private static Progress progressAt(String run, long next, Instant at) {
        return new Progress(run, "s", SourceKind.GENERATED, "t", next, 0, Duration.ZERO, at, false, Map.of());
    }

    private static Progress progress(String topic, long next, long deadLettered) {
        return new Progress(
                "r", "s", SourceKind.GENERATED, topic, next, deadLettered, Duration.ZERO, NOW, false, Map.of());
    }
}
