package dev.millrace.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import dev.millrace.event.progress.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:59:23Z");

    private final Account account = new Account(Statement.EMPTY);

    @Test
    void shouldKeepTheFirstHundredRepeatsAndCountTheRest() {
        var source = source();
        for (int i = 0; i < 251; i++) {
            source.delivered(7, "t", 0, i);
        }

        var repeated = source.statement().repeated();

        assertThat(repeated.count()).isEqualTo(250);
        assertThat(repeated.first()).hasSize(100).first().isEqualTo(new Sighting(7, "t", 0, 1));
    }

    @Test
    void shouldTakeARepeatForNothingElse() {
        var source = source();
        source.delivered(0, "t", 0, 0);
        source.delivered(1, "t", 0, 1);
        source.delivered(0, "t", 0, 2);
        source.delivered(2, "t", 0, 3);

        assertThat(source.statement().repeated().count()).isEqualTo(1);
        assertThat(source.statement().disordered().count()).isZero();
    }

    @Test
    void shouldCountEveryEventBehindTheHighestOfItsPartition() {
        var source = source();
        for (long index : new long[] {5, 1, 2, 6, 3}) {
            source.delivered(index, "t", 0, index);
        }

        assertThat(source.statement().disordered().first())
                .extracting(Sighting::index)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldNotMindTheOrderOfDifferentTopics() {
        var source = source();
        source.delivered(5, "one", 0, 0);
        source.delivered(4, "two", 0, 0);

        assertThat(source.statement().disordered().count()).isZero();
        assertThat(source.statement().lanes()).extracting(LaneStatement::topic).containsExactly("one", "two");
    }

    @Test
    void shouldTakeWhicheverCameFirstOfDeliveredAndDeadLettered() {
        var source = source();
        source.deadLettered(1, "t", "t.dlq", 0, 0);
        source.delivered(1, "t", 0, 0);
        source.delivered(2, "t", 0, 1);
        source.deadLettered(2, "t", "t.dlq", 0, 1);

        var statement = source.statement();

        assertThat(statement.deadLettered().contains(1)).isTrue();
        assertThat(statement.deadLettered().contains(2)).isFalse();
        assertThat(statement.lanes().getFirst().settled().contains(1)).isFalse();
        assertThat(statement.repeated().first())
                .containsExactly(new Sighting(1, "t", 0, 0), new Sighting(2, "t.dlq", 0, 1));
    }

    @Test
    void shouldGiveTheSameObjectsWhileNothingChanges() {
        source().delivered(0, "t", 0, 0);
        account.topic("t").foreign();
        var before = account.statement();
        account.source("r", "other").orElseThrow().delivered(0, "t", 0, 1);

        var after = account.statement();

        assertThat(after.sources().get(new SourceKey("r", "s")))
                .isSameAs(before.sources().get(new SourceKey("r", "s")));
        assertThat(after.topics().get("t")).isSameAs(before.topics().get("t"));
    }

    @Test
    void shouldNotChangeAStatementAfterItWasMade() {
        var source = source();
        source.delivered(0, "t", 0, 0);
        var before = account.statement();

        source.delivered(1, "t", 0, 1);

        var lane = before.sources().get(new SourceKey("r", "s")).lanes().getFirst();
        assertThat(lane.settled().count()).isEqualTo(1);
        assertThat(lane.highest()).containsExactly(0L);
    }

    @Test
    void shouldGoOnFromAStatementAsIfItHadNeverStopped() {
        var source = source();
        for (long index : new long[] {0, 1, 3, 2, 3}) {
            source.delivered(index, "t", 0, index);
        }
        var resumed = new Account(account.statement());
        for (var kept : List.of(account, resumed)) {
            var again = kept.source("r", "s").orElseThrow();
            again.delivered(3, "t", 0, 9);
            again.delivered(4, "t", 0, 10);
        }

        assertThat(resumed.statement()).isEqualTo(account.statement());
    }

    @Test
    void shouldKnowEveryTopicASourceEverNamed() {
        account.claim(progress("r", "s", "old"));
        account.claim(progress("r", "s", "new"));

        assertThat(account.claimedTopics()).containsExactlyInAnyOrder("old", "new");
        assertThat(account.statement().claims().get(new SourceKey("r", "s")).topics())
                .containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void shouldHoldASourceToItsFurthestWordInWhateverOrderTheyAreRead() {
        account.claim(progress(Shard.ONLY, 7, 2));
        account.claim(progress(Shard.ONLY, 5, 0));
        // Events that were held back are sent without another one being begun.
        account.claim(progress(Shard.ONLY, 7, 1));
        account.claim(progress(new Shard(1, 2), 3, 0));
        account.claim(progress(new Shard(0, 2), 2, 0));

        assertThat(account.statement().claims().values())
                .extracting(Claim::progress)
                .extracting(Progress::shard, Progress::next, progress -> progress.deviations(DeviationKind.RELEASED))
                .containsExactlyInAnyOrder(
                        tuple(Shard.ONLY, 7L, 2L), tuple(new Shard(1, 2), 3L, 0L), tuple(new Shard(0, 2), 2L, 0L));
    }

    @Test
    void shouldNotPassAGapForAWordThatWasSaidBefore() {
        account.claim(progress(Shard.ONLY, 7, 0));
        account.gap(new Gap("t", 0, 0, 4, Gap.Cause.RETENTION, NOW.minus(Duration.ofHours(1))), new Position("id", 4));
        account.claim(progress(Shard.ONLY, 5, 0));

        assertThat(account.claimOf(new SourceKey("r", "s")).orElseThrow().gapBound())
                .isEqualTo(GapBound.NONE);
    }

    @Test
    void shouldRefuseNamesThatADatabaseCannotKeep() {
        assertThat(account.source("r", "nul\u0000")).isEmpty();
        assertThat(account.source("r", "half\ud800")).isEmpty();
        assertThat(account.source("x".repeat(201), "s")).isEmpty();
        assertThat(account.source("grün", "数据")).isPresent();
        assertThat(account.claim(progress("r\n", "s", "t"))).isPresent();
    }

    @Test
    void shouldNotLetMadeUpNamesFillTheMemory() {
        for (int i = 0; i < Account.UNCLAIMED_SOURCES; i++) {
            assertThat(account.source("r", "s" + i)).isPresent();
        }

        assertThat(account.source("r", "one-more")).isEmpty();
        account.claim(progress("r", "one-more", "t"));
        assertThat(account.source("r", "one-more")).isPresent();
    }

    @Test
    void shouldStartOverWhereATopicWasReplaced() {
        var source = source();
        source.delivered(5, "t", 0, 0);
        account.gap(new Gap("t", 0, 1, 0, Gap.Cause.REPLACED, NOW), new Position("new", 0));
        source.delivered(3, "t", 0, 0);

        assertThat(source.statement().disordered().count()).isZero();
        assertThat(source.statement().lanes().getFirst().replaced()).isTrue();
        assertThat(account.position(new TopicPartition("t", 0))).contains(new Position("new", 0));
    }

    @Test
    void shouldCountLettersOfTooManyPipelinesTogether() {
        var topic = account.topic("t.dlq");
        for (int i = 0; i < 1_002; i++) {
            topic.letter("pipeline-" + i);
        }
        topic.letter("bad\u0000name");

        assertThat(topic.statement().letters()).containsEntry(TopicStatement.OF_UNKNOWN, 3L);
        assertThat(topic.statement().allLetters()).isEqualTo(1_003);
    }

    private SourceAccount source() {
        return account.source("r", "s").orElseThrow();
    }

    private static Progress progress(Shard shard, long next, long released) {
        return new Progress(
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
                shard,
                "",
                Map.of(DeviationKind.RELEASED, released));
    }

    private static Progress progress(String run, String source, String topic) {
        return new Progress(run, source, SourceKind.GENERATED, topic, 1, 0, Duration.ZERO, NOW, false, Map.of());
    }
}
