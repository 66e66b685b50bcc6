package dev.millrace.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.progress.Delivery;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sources whose events are there before they say so, and are sent again after a failure. */
class AtLeastOnceReckoningTest {
    private static final SourceKey KEY = new SourceKey("r", "s");

    private final Account account = new Account(Statement.EMPTY);
    private long offset;

    @Test
    void shouldBeCompleteWhileASourceIsAheadOfItsWord() {
        claim(2, false);
        see(0, 1, 2, 3, 4);

        assertThat(settled(2).verdict()).isEqualTo(new Verdict.Complete());
        assertThat(settled(2).totals().delivered()).isEqualTo(2);
        assertThat(source(settled(2)).unclaimed()).isZero();
    }

    @Test
    void shouldFindWhatIsBeyondTheLastWordOfASourceThatHasEnded() {
        claim(2, true);
        see(0, 1, 2);

        assertThat(settled(2).verdict())
                .isEqualTo(new Verdict.Incomplete(List.of("r/s: 1 event is there without being claimed, index 2")));
    }

    @Test
    void shouldFindWhatWasSentAgain() {
        claim(2, false);
        see(0, 1, 2, 3);
        see(2, 3, 4);
        claim(5, true);

        var totals = settled(5).totals();

        assertThat(totals.duplicated()).isEqualTo(2);
        assertThat(totals.delivered()).isEqualTo(5);
        assertThat(totals.lost()).isZero();
        assertThat(settled(5).verdict()).isInstanceOf(Verdict.Incomplete.class);
    }

    @Test
    void shouldFindWhatWasClaimedAndIsNotThere() {
        claim(2, false);
        see(0, 1, 3);
        assertThat(settled(2).verdict()).isEqualTo(new Verdict.Complete());

        claim(4, false);

        assertThat(settled(4).verdict()).isEqualTo(new Verdict.Incomplete(List.of("r/s: 1 event is lost, index 2")));
    }

    private void claim(long next, boolean ended) {
        account.claim(new Progress(
                "r",
                "s",
                SourceKind.GENERATED,
                "t",
                next,
                0,
                Duration.ZERO,
                Instant.EPOCH,
                ended,
                0,
                Map.of(),
                Set.of(),
                Shard.ONLY,
                "",
                Map.of(),
                Delivery.AT_LEAST_ONCE));
    }

    private void see(long... indices) {
        var source = account.source("r", "s").orElseThrow();
        for (long index : indices) {
            source.delivered(index, "t", 0, offset++);
        }
    }

    private static SourceReckoning source(Reckoning reckoning) {
        return reckoning.runs().getFirst().sources().getFirst();
    }

    /** As if all was read up to so many events. */
    private Reckoning settled(long events) {
        var statement = account.statement();
        var horizon = new Horizon(
                statement.claims(), Map.of(KEY, events), Optional.of(statement.claims()), Map.of(), List.of());
        return Reckoning.of(statement, horizon, new WordTopics("progress", "deviations"), Scope.EVERYTHING);
    }
}
