package dev.millrace.flow.fair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeficitRoundRobinTest {
    private static final int MOST = 1_000;

    private final SplittableRandom random = new SplittableRandom(3);
    private final long[] sent = new long[3];

    /** Sources that always have something, in pieces of up to their size. */
    private void run(DeficitRoundRobin turns, int[] sizes, int blocked, int rounds) {
        var piece = new int[] {1, 1, 1};
        for (int i = 0; i < rounds; i++) {
            int source = turns.next();
            if (source == blocked) {
                continue;
            }
            while (turns.allowance() >= piece[source]) {
                turns.sent(piece[source]);
                sent[source] += piece[source];
                piece[source] = 1 + random.nextInt(sizes[source]);
            }
        }
    }

    @Test
    void eachGetsTheSameHoweverLargeItsPiecesAre() {
        run(new DeficitRoundRobin(MOST, 1, 1, 1), new int[] {10, 100, MOST}, -1, 3_000);

        for (long bytes : sent) {
            assertThat(bytes).isBetween(1_000_000L - 3 * MOST, 1_000_000L + 3 * MOST);
        }
    }

    @Test
    void weightsAreKept() {
        run(new DeficitRoundRobin(MOST, 1, 2, 5), new int[] {MOST, MOST, MOST}, -1, 3_000);

        assertThat((double) sent[1] / sent[0]).isBetween(1.95, 2.05);
        assertThat((double) sent[2] / sent[0]).isBetween(4.9, 5.1);
    }

    @Test
    void oneThatCannotSendKeepsNoOtherFromItAndDoesNotCrowdThemOutAfterwards() {
        var turns = new DeficitRoundRobin(MOST, 1, 1, 1);
        run(turns, new int[] {10, 10, 10}, 1, 3_000);
        assertThat(sent[0]).isGreaterThan(990_000);
        assertThat(sent[1]).isZero();

        run(turns, new int[] {10, 10, 10}, -1, 3);

        assertThat(sent[1]).isLessThanOrEqualTo(2 * MOST);
    }

    @Test
    void whoHasNothingWaitingKeepsNothing() {
        var turns = new DeficitRoundRobin(MOST, 1, 1);
        turns.next();
        turns.drained();
        turns.next();

        turns.next();

        assertThat(turns.allowance()).isEqualTo(MOST);
    }
}
