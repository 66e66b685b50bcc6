package dev.millrace.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sources that are split: complete when all of their shards are. */
class ShardReckoningTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Account account = new Account(Statement.EMPTY);

    @Test
    void shouldBeCompleteWhenEveryShardIs() {
        claim(0, 3, 2);
        claim(1, 3, 1);
        claim(2, 3, 1);
        see(3, 0, 1, 2, 3);

        var reckoning = settled();

        assertThat(reckoning.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(reckoning.totals().generated()).isEqualTo(4);
        assertThat(reckoning.totals().delivered()).isEqualTo(4);
    }

    @Test
    void shouldNameTheIndexThatAShardLacks() {
        claim(0, 2, 3);
        claim(1, 2, 3);
        see(2, 0, 1, 2, 4, 5);

        var reckoning = settled();

        assertThat(reckoning.totals().lost()).isEqualTo(1);
        assertThat(reckoning.verdict())
                .isEqualTo(new Verdict.Incomplete(List.of("r/s shard 1 of 2: 1 event is lost, index 3")));
    }

    @Test
    void shouldNotCallCompleteWhatHasAShardThatSaidNothing() {
        claim(0, 4, 1);
        claim(2, 4, 0);
        see(4, 0);

        assertThat(settled().verdict())
                .isEqualTo(new Verdict.Unknown(List.of("r/s: of its 4 shards 2 have said nothing yet: 1, 3")));
    }

    @Test
    void shouldSeeWhatAShardSentAndNeverClaimed() {
        claim(0, 2, 1);
        claim(1, 2, 0);
        see(2, 0, 1);

        assertThat(settled().verdict())
                .isEqualTo(new Verdict.Incomplete(
                        List.of("r/s shard 1 of 2: 1 event is there without being claimed, index 1")));
    }

    @Test
    void shouldSeeEventsThatDoNotSayTheyAreOfAShard() {
        claim(0, 2, 1);
        claim(1, 2, 1);
        see(2, 0);
        see(1, 1);

        var reckoning = settled();

        assertThat(reckoning.totals().lost()).isEqualTo(1);
        assertThat(reckoning.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Incomplete.class,
                        verdict -> assertThat(verdict.findings())
                                .contains("r/s: 1 events are there, and the source never claimed any"));
    }

    @Test
    void shouldTellByItsIndexWhatAShardDidNotDoAsAnnounced() {
        var shard = new Shard(1, 4);
        var counts = Map.of(DeviationKind.DROPPED, 2L, DeviationKind.DELAYED, 1L, DeviationKind.RELEASED, 1L);
        account.claim(new Progress(
                "r",
                "s",
                SourceKind.GENERATED,
                "t",
                5,
                0,
                Duration.ZERO,
                NOW,
                true,
                0,
                Map.of(),
                Set.of(),
                shard,
                "",
                counts));
        for (int number : new int[] {0, 2, 3}) {
            claim(number, 4, 0);
        }
        // Places 0 to 4 of the shard are the indices 1, 5, 9, 13 and 17.
        announce(shard, DeviationKind.DROPPED, 0, 3);
        announce(shard, DeviationKind.DELAYED, 2);
        announce(shard, DeviationKind.RELEASED, 2);
        see(4, 5, 17, 9, 13, 5);

        assertThat(settled().verdict())
                .isEqualTo(new Verdict.Incomplete(List.of(
                        "r/s shard 1 of 4: 2 events are there more than once, or although left out, index 5, 13")));
        assertThat(settled().totals().dropped()).isEqualTo(2);
    }

    private void announce(Shard shard, DeviationKind kind, long... places) {
        var set = new IntervalSet();
        for (long place : places) {
            set.add(place);
        }
        account.source(new SourceKey("r", "s", shard))
                .orElseThrow()
                .announced(new Deviation("r", "s", shard, "t", kind, set), "deviations", 0, 0);
    }

    private void claim(int number, int of, long next) {
        account.claim(new Progress(
                "r",
                "s",
                SourceKind.GENERATED,
                "t",
                next,
                0,
                Duration.ZERO,
                NOW,
                false,
                0,
                Map.of(),
                Set.of(),
                new Shard(number, of),
                ""));
    }

    private void see(int of, long... indices) {
        for (long index : indices) {
            account.source(new SourceKey("r", "s", Shard.of(index, of)))
                    .orElseThrow()
                    .delivered(index, "t", 0, index);
        }
    }

    /** As if all that was sent had been read. */
    private Reckoning settled() {
        var statement = account.statement();
        var settled = new HashMap<SourceKey, Long>();
        statement
                .claims()
                .forEach((key, claim) -> settled.put(key, claim.progress().next()));
        var horizon = new Horizon(statement.claims(), settled, Optional.of(statement.claims()), Map.of(), List.of());
        return Reckoning.of(statement, horizon, new WordTopics("progress", "deviations"), Scope.EVERYTHING);
    }
}
