package dev.millrace.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.IndexRange;
import dev.millrace.ledger.account.Sighting;
import dev.millrace.ledger.verify.SourceReckoning;
import dev.millrace.ledger.verify.Verdict;
import dev.millrace.ledger.verify.Verification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sender that loses one event in a million, and one that sends one twice: {@code verify} finds both, by index. */
class PlantedBugIT {
    private static final long MILLION = 1_000_000;
    private static final long EVENTS = 100_000;
    private static final long HONEST = 50_000;
    private static final long VICTIM = 54_321;

    @Test
    void honestEventsAreComplete() throws Exception {
        var verification = new FaultySending(HONEST, PlantedBugIT::none, PlantedBugIT::none).verify();

        assertThat(verification.verdict()).isInstanceOf(Verdict.Complete.class);
        assertThat(verification.totals().generated()).isEqualTo(HONEST);
        assertThat(verification.totals().delivered()).isEqualTo(HONEST);
    }

    @Test
    void oneLostEventIsFound() throws Exception {
        assertLostEventIsFound(EVENTS);
    }

    @Test
    @Tag("faults")
    void oneLostEventInAMillionIsFound() throws Exception {
        assertLostEventIsFound(MILLION);
    }

    private static void assertLostEventIsFound(long events) throws Exception {
        var verification = new FaultySending(events, PlantedBugIT::theVictim, PlantedBugIT::none).verify();

        assertThat(verification.verdict()).isInstanceOf(Verdict.Incomplete.class);
        assertThat(verification.totals().lost()).isEqualTo(1);
        assertThat(verification.totals().delivered()).isEqualTo(events - 1);
        assertThat(onlySource(verification).evidence().missing()).containsExactly(new IndexRange(VICTIM, VICTIM + 1));
    }

    @Test
    void oneEventSentTwiceIsFound() throws Exception {
        assertRepeatIsFound(EVENTS);
    }

    @Test
    @Tag("faults")
    void oneEventSentTwiceInAMillionIsFound() throws Exception {
        assertRepeatIsFound(MILLION);
    }

    private static void assertRepeatIsFound(long events) throws Exception {
        var verification = new FaultySending(events, PlantedBugIT::none, PlantedBugIT::theVictim).verify();

        assertThat(verification.verdict()).isInstanceOf(Verdict.Incomplete.class);
        assertThat(verification.totals().duplicated()).isEqualTo(1);
        assertThat(verification.totals().lost()).isZero();
        assertThat(verification.totals().delivered()).isEqualTo(events);
        assertThat(onlySource(verification).evidence().duplicated())
                .extracting(Sighting::index)
                .containsExactly(VICTIM);
    }

    private static boolean none(long index) {
        return false;
    }

    private static boolean theVictim(long index) {
        return index == VICTIM;
    }

    private static SourceReckoning onlySource(Verification verification) {
        return verification.runs().getFirst().sources().getFirst();
    }
}
