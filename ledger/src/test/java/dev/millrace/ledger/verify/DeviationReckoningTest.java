package dev.millrace.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.ledger.account.Account;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sources announce is held against what is there, in whatever order the two are read. */
class DeviationReckoningTest {
    private static final int ORDERS = 40;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldBeCompleteWhenAllIsAsAnnounced(long seed) {
        var random = new Random(seed);
        int count = 9_000;
        var script = new Script();
        long letters = 0;
        var heldBack = new ArrayList<Long>();
        for (long index = 0; index < count; index++) {
            int what = random.nextInt(20);
            switch (what) {
                case 0, 1 -> script.announce(DeviationKind.SHED, index);
                case 2 -> script.announce(DeviationKind.DROPPED, index);
                case 3 -> script.announce(DeviationKind.SKIPPED, index);
                case 4 -> script.announce(DeviationKind.REJECTED, index);
                case 5 -> script.announce(DeviationKind.POISONED, index).poison(index);
                case 6, 7 -> {
                    script.announce(DeviationKind.DELAYED, index);
                    heldBack.add(index);
                }
                case 8 -> script.announce(DeviationKind.DUPLICATED, index).events(index, index);
                case 9 -> {
                    script.deadLetter(index);
                    letters++;
                }
                default -> script.events(index);
            }
            if (heldBack.size() > 30 || index == count - 1) {
                for (long late : heldBack) {
                    script.announce(DeviationKind.RELEASED, late).events(late);
                }
                heldBack.clear();
            }
        }
        for (int order = 0; order < 5; order++) {
            var reckoning = Script.settled(script.read(count, true, random));

            assertThat(reckoning.verdict()).isEqualTo(new Verdict.Complete());
            var found = reckoning.totals();
            var progress = script.progress(count, true);
            assertThat(found.shed()).isEqualTo(progress.deviations(DeviationKind.SHED));
            assertThat(found.dropped()).isEqualTo(progress.deviations(DeviationKind.DROPPED));
            assertThat(found.skipped()).isEqualTo(progress.deviations(DeviationKind.SKIPPED));
            assertThat(found.rejected()).isEqualTo(progress.deviations(DeviationKind.REJECTED));
            assertThat(found.poisoned()).isEqualTo(progress.deviations(DeviationKind.POISONED));
            assertThat(found.copies()).isEqualTo(progress.deviations(DeviationKind.DUPLICATED));
            assertThat(found.deadLettered()).isEqualTo(letters);
            assertThat(found.delivered())
                    .isEqualTo(count - letters - progress.omitted() - progress.deviations(DeviationKind.POISONED));
        }
    }

    @Test
    void shouldFindTheAnnouncedDropThatWasDelivered() {
        assertFinds(
                new Script().announce(DeviationKind.DROPPED, 3, 5).events(0, 1, 2, 3, 4, 6),
                7,
                "r/s: 1 event is there more than once, or although left out, index 3");
    }

    @Test
    void shouldFindTheOneThatWasDroppedWithoutBeingAnnounced() {
        assertFinds(
                new Script().announce(DeviationKind.DROPPED, 3, 5).events(0, 1, 2, 6),
                7,
                "r/s: 1 event is lost, index 4");
    }

    @Test
    void shouldFindTheThirdCopy() {
        assertFinds(
                new Script().announce(DeviationKind.DUPLICATED, 1, 2).events(0, 1, 1, 2, 2, 2, 3),
                4,
                "r/s: 1 event is there more than once, index 2");
    }

    @Test
    void shouldFindTheAnnouncedCopyThatNeverCame() {
        assertFinds(
                new Script().announce(DeviationKind.DUPLICATED, 1, 2).events(0, 1, 1, 2),
                3,
                "r/s: 1 event is announced to be there once more and not, index 2");
    }

    @Test
    void shouldFindTheOneOutOfOrderAmongThoseThatWereLateAsAnnounced() {
        assertFinds(
                new Script()
                        .announce(DeviationKind.DELAYED, 1)
                        .announce(DeviationKind.RELEASED, 1)
                        .events(0, 3, 2, 4, 1),
                5,
                "r/s: 1 event is out of order, index 2");
    }

    @Test
    void shouldFindTheLateOneThatWasLost() {
        assertFinds(
                new Script()
                        .announce(DeviationKind.DELAYED, 1, 2)
                        .announce(DeviationKind.RELEASED, 1, 2)
                        .events(0, 3, 1),
                4,
                "r/s: 1 event is lost, index 2");
    }

    @Test
    void shouldFindTheLateOneThatAnEndedSourceNeverSent() {
        assertFinds(new Script().announce(DeviationKind.DELAYED, 1).events(0, 2), 3, "r/s: 1 event is lost, index 1");
    }

    @Test
    void shouldFindTheUnreadableRecordThatWasNotAnnounced() {
        assertFinds(
                new Script()
                        .announce(DeviationKind.POISONED, 1)
                        .events(0)
                        .poison(1)
                        .events(2)
                        .poison(2),
                3,
                "r/s: 1 event is unreadable without having been announced, index 2");
    }

    @Test
    void shouldFindThePoisonThatIsNotThere() {
        assertFinds(new Script().announce(DeviationKind.POISONED, 1).events(0, 2), 3, "r/s: 1 event is lost, index 1");
    }

    @Test
    void shouldFindWordsThatAreMissingOrToMany() {
        assertFinds(
                new Script().countUnannounced(DeviationKind.SHED, 1).events(0),
                1,
                "r/s: claims to have announced 1 indices as shed, 0 are");
        assertFinds(
                new Script().announceUncounted(DeviationKind.DROPPED, 1).events(0),
                2,
                "r/s: claims to have announced 0 indices as dropped, 1 are");
    }

    @Test
    void shouldNotKnowWhetherACopyCameThatAGapMayHaveHeld() {
        var account = new Account(Statement.EMPTY);
        var script = new Script().announce(DeviationKind.DUPLICATED, 1);
        account.claim(script.progress(2, true));
        var source = account.source("r", "s").orElseThrow();
        source.announced(word(DeviationKind.DUPLICATED, 1), "deviations", 0, 0);
        source.delivered(0, "t", 0, 0);
        source.delivered(1, "t", 0, 1);
        account.gap(new Gap("t", 0, 2, 3, Gap.Cause.RETENTION, Script.NOW), new Position("id", 3));

        assertThat(Script.settled(account.statement()).verdict())
                .isEqualTo(new Verdict.Unknown(List.of("r/s: 1 event is announced to be there once more, and records"
                        + " were gone before they could be read")));
    }

    @Test
    void shouldNotMissWhatIsHeldBackBySourcesThatGoOn() {
        var script = new Script().announce(DeviationKind.DELAYED, 1).events(0, 2);

        var reckoning = Script.settled(script.read(3, false, new Random(1)));

        assertThat(reckoning.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(reckoning.totals().heldBack()).isEqualTo(1);
        assertThat(reckoning.totals().delivered()).isEqualTo(2);
    }

    @Test
    void shouldNotMissWhatWasAnnouncedAfterItWasFoundOutHowFarToRead() {
        var before = new Script().announce(DeviationKind.DELAYED, 1, 2).events(0, 3);
        var claims = before.read(4, false, new Random(1)).claims();
        var statement = new Script()
                .announce(DeviationKind.DELAYED, 1, 2)
                .announce(DeviationKind.RELEASED, 1, 2)
                .announce(DeviationKind.DUPLICATED, 0)
                .events(0, 3, 1)
                .read(4, false, new Random(1));
        var horizon = new Horizon(
                claims,
                Map.of(Script.KEY, 4L),
                Optional.of(statement.claims()),
                Map.of(),
                Map.of(),
                List.of(),
                before.read(4, false, new Random(1)).sources(),
                Optional.of(Map.of()));

        var reckoning = Reckoning.of(statement, horizon, new WordTopics("progress", "deviations"), Scope.EVERYTHING);

        assertThat(reckoning.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(reckoning.totals().heldBack()).isEqualTo(1);
    }

    @Test
    void shouldCallAFindingOnlyWhatIsUnexplainedWhenAllWordsWereRead() {
        var early = new Script().events(0, 1, 1, 3, 2).countUnannounced(DeviationKind.SHED, 0);
        var statement = early.read(4, false, new Random(1));
        var later = new Script()
                .announce(DeviationKind.DUPLICATED, 1)
                .events(0, 1, 1, 3, 2)
                .read(4, false, new Random(1));
        var seen = statement.sources().get(Script.KEY);
        var still = Unexplained.of(seen).still(Unexplained.of(later.sources().get(Script.KEY)));

        assertThat(still.repeated().count()).isZero();
        assertThat(still.disordered().count()).isEqualTo(1);
        assertThat(still.disordered().first())
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.index()).isEqualTo(2));
    }

    @Test
    void shouldNotTakeACopyOnAnotherTopicForTheOneThatWasAnnounced() {
        var account = new Account(Statement.EMPTY);
        account.claim(new Script().progress(3, true));
        var source = account.source("r", "s").orElseThrow();
        source.announced(word(DeviationKind.DELAYED, 1), "deviations", 0, 0);
        source.announced(word(DeviationKind.RELEASED, 1), "deviations", 0, 1);
        source.delivered(0, "t", 0, 0);
        source.delivered(2, "t", 0, 1);

        // A pipeline's copy of the late event, on the topic of another source, is read before the event itself.
        source.delivered(1, "elsewhere", 0, 0);
        source.delivered(1, "t", 0, 2);

        assertThat(source.statement().disordered().count()).isZero();
        assertThat(source.statement().hasOpenMatters()).isFalse();
    }

    private static Deviation word(DeviationKind kind, long index) {
        var indices = new IntervalSet();
        indices.add(index);
        return new Deviation("r", "s", "t", kind, indices);
    }

    /** Whatever is read first, the finding is the same, and it is the only one. */
    private static void assertFinds(Script script, long next, String finding) {
        for (int order = 0; order < ORDERS; order++) {
            var reckoning = Script.settled(script.read(next, true, new Random(order)));

            assertThat(reckoning.verdict()).as("order %d", order).isEqualTo(new Verdict.Incomplete(List.of(finding)));
        }
    }
}
