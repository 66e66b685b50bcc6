package dev.millrace.ledger.verify;

import static dev.millrace.ledger.testing.LedgerRig.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.interval.IndexRange;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Sighting;
import dev.millrace.ledger.testing.LedgerRig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults planted on purpose are found, each by its name; nothing else is. */
class VerifierIT {
    private final LedgerRig rig = new LedgerRig();

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void shouldCallItCompleteWhenAllIsThereOnceAndInOrder() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 4));
        var logs = rig.source("r1", "logs", rig.topic("logs", 1), SourceKind.INGESTED);
        for (long i = 0; i < 10; i++) {
            orders.send(i * 1_000, (i + 1) * 1_000);
            logs.send(i * 10, (i + 1) * 10);
        }

        var verification = rig.verify();

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals()).isEqualTo(new Totals(10_000, 100, 10_100, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(verification.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.sources())
                        .extracting(source -> source.key().source())
                        .containsExactly("logs", "orders"));
    }

    @Test
    void shouldNameTheOneInAMillionThatWasDropped() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 4));
        for (long start = 0; start < 1_000_000; start += 50_000) {
            orders.begin();
            for (long index = start; index < start + 50_000; index++) {
                if (index != 654_321) {
                    orders.event(index);
                }
            }
            orders.claim(start + 50_000, 0);
            orders.commit();
        }

        var verification = rig.verify();

        assertThat(verification.verdict())
                .isEqualTo(new Verdict.Incomplete(List.of("r1/orders: 1 event is lost, index 654321")));
        assertThat(verification.totals().lost()).isEqualTo(1);
        assertThat(verification.totals().delivered()).isEqualTo(999_999);
        assertThat(only(verification).evidence().missing()).containsExactly(new IndexRange(654_321, 654_322));
    }

    @Test
    void shouldBeCompleteWhenEverythingIsAsItsSourceAnnounced() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.begin();
        for (long index : new long[] {0, 1, 1, 4, 6}) {
            orders.event(index);
        }
        orders.poison(5);
        orders.announce(DeviationKind.DUPLICATED, 1);
        orders.announce(DeviationKind.DROPPED, 2);
        orders.announce(DeviationKind.DELAYED, 3);
        orders.announce(DeviationKind.POISONED, 5);
        orders.claim(7, 0);
        orders.commit();

        try (var follower = rig.follower("one");
                var verifier = rig.verifier(follower)) {
            var early = verifier.verify(LedgerRig.PATIENCE);
            orders.begin();
            orders.event(3);
            orders.announce(DeviationKind.RELEASED, 3);
            orders.claim(7, 0);
            orders.commit();
            var late = verifier.verify(LedgerRig.PATIENCE);

            assertThat(early.verdict()).isEqualTo(new Verdict.Complete());
            assertThat(early.totals()).isEqualTo(new Totals(7, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1));
            assertThat(late.verdict()).isEqualTo(new Verdict.Complete());
            assertThat(late.totals()).isEqualTo(new Totals(7, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1));
        }
    }

    @Test
    void shouldNameWhatIsNotAsAnnouncedAmongAThousandThatAre() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 1));
        var thousands =
                LongStream.range(0, 10_000).filter(index -> index % 10 == 3).toArray();
        orders.begin();
        for (long index = 0; index < 10_000; index++) {
            // One that is dropped without a word, one dropped in word only, one sent three times.
            if ((index % 10 != 3 && index != 4_321) || index == 5_553) {
                orders.event(index);
            }
            if (index % 10 == 7) {
                orders.event(index);
            }
            if (index == 777) {
                orders.event(index);
            }
        }
        orders.announce(DeviationKind.DROPPED, thousands);
        orders.announce(
                DeviationKind.DUPLICATED,
                LongStream.of(thousands).map(index -> index + 4).toArray());
        orders.claim(10_000, 0);
        orders.commit();

        var verification = rig.verify();

        assertThat(verification.verdict())
                .isEqualTo(new Verdict.Incomplete(List.of(
                        "r1/orders: 1 event is lost, index 4321",
                        "r1/orders: 2 events are there more than once, or although left out, index 777, 5553")));
        assertThat(verification.totals().dropped()).isEqualTo(1_000);
        assertThat(verification.totals().copies()).isEqualTo(1_000);
        assertThat(verification.totals().delivered()).isEqualTo(8_999);
    }

    @Test
    void shouldNeverDoubtASourceThatIsAmidItsLateEvents() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 3));
        try (var follower = rig.follower("one");
                var verifier = rig.verifier(follower)) {
            for (long start = 0; start < 4_000; start += 200) {
                orders.begin();
                for (long index = start; index < start + 200; index++) {
                    if (index % 4 != 1) {
                        orders.event(index);
                    }
                }
                long first = start;
                orders.announce(
                        DeviationKind.DELAYED,
                        LongStream.range(start, start + 200)
                                .filter(index -> index % 4 == 1)
                                .toArray());
                if (start >= 600) {
                    var due = LongStream.range(first - 600, first - 400)
                            .filter(index -> index % 4 == 1)
                            .toArray();
                    for (long index : due) {
                        orders.event(index);
                        orders.event(index);
                    }
                    orders.announce(DeviationKind.RELEASED, due);
                    orders.announce(DeviationKind.DUPLICATED, due);
                }
                orders.claim(start + 200, 0);
                orders.commit();

                assertThat(verifier.account().verdict()).isNotInstanceOf(Verdict.Incomplete.class);
                assertThat(verifier.verify(LedgerRig.PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
            }
            assertThat(verifier.verify(LedgerRig.PATIENCE).totals().heldBack()).isEqualTo(150);
        }
    }

    @Test
    void shouldShowWhereAnEventIsThereTwice() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.send(0, 100);
        orders.begin();
        orders.event(42);
        orders.commit();

        var verification = rig.verify();

        assertThat(verification.verdict()).isInstanceOf(Verdict.Incomplete.class);
        assertThat(verification.totals()).isEqualTo(new Totals(100, 0, 100, 0, 1, 0, 0, 0, 0, 0, 0));
        // 100 events and a commit marker stand before it.
        assertThat(only(verification).evidence().duplicated()).containsExactly(new Sighting(42, topic, 0, 101));
    }

    @Test
    void shouldShowWhereTheOrderIsBroken() throws Exception {
        var topic = rig.topic("orders", 2);
        var orders = rig.source("r1", "orders", topic);
        orders.begin();
        for (long index : new long[] {0, 1, 3, 2, 4}) {
            orders.event(index, topic, 0);
        }
        // In another partition a lower index is in order.
        orders.event(6, topic, 0);
        orders.event(5, topic, 1);
        orders.claim(7, 0);
        orders.commit();

        var verification = rig.verify();

        assertThat(verification.totals()).isEqualTo(new Totals(7, 0, 7, 0, 0, 1, 0, 0, 0, 0, 0));
        assertThat(only(verification).evidence().outOfOrder()).containsExactly(new Sighting(2, topic, 0, 3));
        assertThat(verification.verdict()).isInstanceOf(Verdict.Incomplete.class);
    }

    @Test
    void shouldNotCountWhatWasAborted() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 2));
        orders.send(0, 100);
        orders.begin();
        for (long index = 100; index < 200; index++) {
            orders.event(index);
        }
        orders.claim(200, 0);
        orders.flush();
        orders.abort();
        orders.send(100, 150);
        orders.begin();
        orders.event(3);
        orders.flush();
        orders.abort();

        var verification = rig.verify();

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals().generated()).isEqualTo(150);
    }

    @Test
    void shouldFindEventsThatNobodyClaimed() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 1));
        orders.begin();
        for (long index = 0; index < 12; index++) {
            orders.event(index);
        }
        orders.claim(10, 0);
        orders.commit();

        var verification = rig.verify();

        assertThat(only(verification).unclaimed()).isEqualTo(2);
        assertThat(only(verification).evidence().unclaimed()).containsExactly(new IndexRange(10, 12));
        assertThat(verification.verdict())
                .isEqualTo(new Verdict.Incomplete(
                        List.of("r1/orders: 2 events are there without being claimed, index 10-11")));
    }

    @Test
    void shouldFindEventsOfASourceThatNeverSaidAnything() throws Exception {
        var topic = rig.topic("orders", 1);
        rig.source("r1", "orders", topic).send(0, 5);
        var silent = rig.source("r1", "silent", topic);
        silent.begin();
        silent.event(0);
        silent.commit();

        var verification = rig.verify();

        assertThat(verification.verdict())
                .isEqualTo(new Verdict.Incomplete(
                        List.of("r1/silent: 1 events are there, and the source never claimed any")));
    }

    @Test
    void shouldFindWhatWentToAnotherTopic() throws Exception {
        var topic = rig.topic("orders", 1);
        var other = rig.topic("clicks", 1);
        rig.source("r1", "clicks", other).send(0, 5);
        var orders = rig.source("r1", "orders", topic);
        orders.begin();
        orders.event(0);
        orders.event(1, other, 0);
        orders.claim(2, 0);
        orders.commit();

        var verification = rig.verify();

        var reckoning = verification.runs().getFirst().sources().getLast();
        assertThat(reckoning.misrouted()).isEqualTo(1);
        assertThat(reckoning.totals().lost()).isEqualTo(1);
        assertThat(reckoning.evidence().misrouted()).isEqualTo(Map.of(other, List.of(new IndexRange(1, 2))));
    }

    @Test
    void shouldCountWhatASourceDeadLetteredInsteadOfDelivery() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic, SourceKind.INGESTED);
        orders.begin();
        orders.event(0);
        orders.deadLetter(1);
        orders.event(2);
        orders.claim(3, 1);
        orders.letterOfPipeline("revenue");
        orders.letterOfPipeline("revenue");
        orders.commit();

        var verification = rig.verify();

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals()).isEqualTo(new Totals(0, 3, 2, 0, 0, 0, 1, 0, 0, 0, 0));
        assertThat(verification.deadLetters()).isEqualTo(Map.of(topic + ".dlq", 3L));
        assertThat(verification.topics().get(topic + ".dlq").letters()).isEqualTo(Map.of("", 1L, "revenue", 2L));
    }

    @Test
    void shouldCallItTwiceWhenAnEventIsDeliveredAndDeadLettered() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 1));
        orders.begin();
        orders.event(0);
        orders.event(1);
        orders.claim(2, 0);
        orders.commit();
        orders.begin();
        orders.deadLetter(1);
        orders.commit();

        var verification = rig.verify();

        assertThat(verification.totals().duplicated()).isEqualTo(1);
        assertThat(verification.verdict()).isInstanceOf(Verdict.Incomplete.class);
    }

    @Test
    void shouldFindAFalseClaimToDeadLetters() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 1));
        orders.begin();
        orders.event(0);
        orders.event(1);
        orders.claim(2, 1);
        orders.commit();

        var verification = rig.verify();

        assertThat(verification.verdict())
                .isEqualTo(new Verdict.Incomplete(List.of("r1/orders: claims 1 dead letters, 0 are there")));
    }

    @Test
    void shouldReadPastWhatCannotBeRead() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        orders.begin();
        orders.event(0);
        orders.raw(topic, 0, "key", "\u0000not an event".getBytes(UTF_8));
        orders.raw(topic, 0, "key", null);
        orders.raw(topic, 0, "key", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"elsewhere\"}".getBytes(UTF_8));
        orders.raw(topic, 0, "key", "{\"source\":\"o\\u0000\",\"run\":\"r1\",\"index\":\"1\"}".getBytes(UTF_8));
        orders.event(1);
        orders.claim(2, 0);
        orders.commit();

        var verification = rig.verify();

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.topics().get(topic).unreadable()).isEqualTo(3);
        assertThat(verification.topics().get(topic).first())
                .extracting(u -> u.offset())
                .containsExactly(1L, 2L, 4L);
        assertThat(verification.topics().get(topic).foreign()).isEqualTo(1);
    }

    @Test
    void shouldNotKnowWhileATransactionIsOpen() throws Exception {
        var topic = rig.topic("orders", 1);
        var orders = rig.source("r1", "orders", topic);
        var slow = rig.source("r1", "slow", topic);
        slow.begin();
        slow.event(0);
        slow.flush();
        orders.send(0, 10);
        var verifier = rig.verifier(rig.follower("ledger"));
        await().atMost(PATIENCE).until(() -> verifier.account().totals().generated() == 10);

        var verification = verifier.verify(Duration.ofSeconds(3));

        assertThat(verification.totals()).isEqualTo(new Totals(10, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0));
        assertThat(verification.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reasons())
                                .anySatisfy(reason -> assertThat(reason).contains(topic + "-0 is read up to 0 of")));
        slow.claim(1, 0);
        slow.commit();
        assertThat(verifier.verify(PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
    }

    @Test
    void shouldJudgeOneRunAlone() throws Exception {
        var topic = rig.topic("orders", 1);
        rig.source("good", "orders", topic).send(0, 10);
        var bad = rig.source("bad", "orders", topic);
        bad.begin();
        bad.claim(3, 0);
        bad.commit();
        var verifier = rig.verifier(rig.follower("ledger"));

        assertThat(verifier.verify("good", PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verifier.verify("bad", PATIENCE).verdict()).isInstanceOf(Verdict.Incomplete.class);
        assertThat(verifier.verify("none", PATIENCE).verdict()).isInstanceOf(Verdict.Unknown.class);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(verifier.account("bad").totals().lost()).isEqualTo(3));
        assertThat(verifier.account("good").verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verifier.account("good").totals().generated()).isEqualTo(10);
    }

    @Test
    void shouldLetStandWhatWasSeenOfATopicThatIsGone() throws Exception {
        var topic = rig.topic("orders", 2);
        rig.source("old", "orders", topic).send(0, 10);
        var verifier = rig.verifier(rig.follower("ledger"));
        assertThat(verifier.verify(PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
        rig.admin().deleteTopics(List.of(topic)).all().get();
        rig.source("new", "orders", rig.topic("orders", 1)).send(0, 5);

        var verification = verifier.verify(PATIENCE);

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals().delivered()).isEqualTo(15);
    }

    @Test
    void shouldSayWhatIsMissingWhereATopicIsGoneAndLetOtherRunsStand() throws Exception {
        var topic = rig.topic("orders", 2);
        rig.source("old", "orders", topic).send(0, 10);
        rig.admin().deleteTopics(List.of(topic)).all().get();
        rig.source("new", "orders", rig.topic("orders", 1)).send(0, 5);
        var verifier = rig.verifier(rig.follower("ledger"));

        var verification = verifier.verify(PATIENCE);

        var unknown = new Verdict.Unknown(
                List.of("old/orders: 10 events are not seen, and does not exist any more: topic " + topic));
        assertThat(verification.verdict()).isEqualTo(unknown);
        assertThat(verification.totals()).isEqualTo(new Totals(15, 0, 5, 0, 0, 0, 0, 0, 0, 0, 10));
        assertThat(verification.runs())
                .extracting(RunReckoning::verdict)
                .containsExactly(new Verdict.Complete(), unknown);
        assertThat(verifier.verify("new", PATIENCE).verdict()).isEqualTo(new Verdict.Complete());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(verifier.account().verdict()).isEqualTo(unknown));
    }

    @Test
    void shouldBeCompleteWhenNothingWasSentYet() throws Exception {
        var verifier = rig.verifier(rig.follower("ledger"));

        var verification = verifier.verify(PATIENCE);

        assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
        assertThat(verification.totals()).isEqualTo(Totals.NONE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(verifier.account().verdict()).isEqualTo(new Verdict.Complete()));
    }

    @Test
    void shouldNotCallNothingCompleteWhereSourcesHaveNoPlaceToSayAnything() throws Exception {
        rig.admin().deleteTopics(List.of(rig.progressTopic())).all().get();
        var verifier = rig.verifier(rig.follower("ledger"));

        assertThat(verifier.verify(PATIENCE).verdict()).isInstanceOf(Verdict.Unknown.class);
        assertThat(verifier.account().verdict()).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void shouldGoOnJudgingWhileEventsKeepComing() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 2));
        var verifier = rig.verifier(rig.follower("ledger"));
        orders.send(0, 10);
        var sender = Thread.ofVirtual().start(() -> {
            for (long index = 10; !Thread.currentThread().isInterrupted() && index < 1_000_000; index += 50) {
                orders.send(index, index + 50);
            }
        });
        try {
            for (long i = 0; i < 10; i++) {
                var verification = verifier.verify(PATIENCE);
                assertThat(verification.verdict()).isEqualTo(new Verdict.Complete());
            }
        } finally {
            sender.interrupt();
            sender.join();
        }
    }

    @Test
    void shouldShowALossWithoutBeingAsked() throws Exception {
        var orders = rig.source("r1", "orders", rig.topic("orders", 1));
        orders.begin();
        orders.event(0);
        orders.event(2);
        orders.claim(3, 0);
        orders.commit();

        var verifier = rig.verifier(rig.follower("ledger"));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(verifier.account().totals().lost()).isEqualTo(1));
    }

    @Test
    void shouldMeasureLatencyOfGeneratedEventsFromWhenTheyWereDue() throws Exception {
        var generated = rig.source("r1", "orders", rig.topic("orders", 1));
        var ingested = rig.source("r1", "logs", rig.topic("logs", 1), SourceKind.INGESTED);
        generated.send(0, 100);
        var verifier = rig.verifier(rig.follower("ledger"));
        verifier.verify(PATIENCE);
        generated.send(100, 150);
        ingested.send(0, 10);

        var latency = verifier.verify(PATIENCE).latency();

        // The hundred that were there before the ledger began are left out.
        assertThat(latency.events()).isEqualTo(50);
        assertThat(latency.p50()).isPositive().isLessThanOrEqualTo(latency.p99());
        assertThat(latency.max()).isLessThan(PATIENCE);
    }

    private static SourceReckoning only(Verification verification) {
        return verification.runs().getFirst().sources().getFirst();
    }
}
