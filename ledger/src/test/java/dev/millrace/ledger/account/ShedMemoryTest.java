package dev.millrace.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.interval.IntervalCodec;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationKind;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source that gives up half of its events, at random, leaves an account that is as small as if it had sent them all. */
class ShedMemoryTest {
    private static final int COMMIT = 10_000;
    private static final int LARGEST = 1 << 10;

    @ParameterizedTest(name = "words ahead by {0} commits")
    @CsvSource({"0, 3000000", "20, 1000000", "-20, 1000000"})
    void shouldNotGrowWithHalfOfTheEventsShed(int ahead, long events) {
        assertSmall(ahead, events);
    }

    @Test
    @Tag("faults")
    void shouldNotGrowWithHalfOfAHundredMillionEventsShed() {
        assertSmall(3, 100_000_000);
    }

    /** @param ahead by how many commits the words are read before the events; negative where after */
    private static void assertSmall(int ahead, long events) {
        var source = new SourceAccount(SourceStatement.nothing(new SourceKey("r", "s")));
        var random = new Random(20_261_122);
        int window = Math.abs(ahead);
        var waiting = new IntervalSet[window + 1];
        long commits = events / COMMIT;
        for (long commit = 0; commit < commits + window; commit++) {
            var shed = commit < commits ? half(commit, random) : null;
            waiting[(int) (commit % waiting.length)] = shed;
            long behind = commit - window;
            if (ahead >= 0 ? commit < commits : behind >= 0) {
                announce(source, waiting[(int) ((ahead >= 0 ? commit : behind) % waiting.length)]);
            }
            if (ahead < 0 ? commit < commits : behind >= 0) {
                long delivered = ahead < 0 ? commit : behind;
                deliver(source, delivered, waiting[(int) (delivered % waiting.length)]);
            }
            if (commit % 50 == 49) {
                assertThat(bytes(source)).isLessThan(LARGEST + window * COMMIT);
            }
        }

        assertThat(bytes(source)).isLessThan(LARGEST);
        assertThat(source.statement().repeated().count()).isZero();
        assertThat(source.statement().lanes().getFirst().settled().count()).isEqualTo(events);
    }

    @Test
    void shouldForgetWhatWasLateOrSentTwiceOnceItIsThere() {
        var source = new SourceAccount(SourceStatement.nothing(new SourceKey("r", "s")));
        for (long index = 0; index < 1_000_000; index++) {
            if (index % 10 == 0) {
                source.announced(word(DeviationKind.DELAYED, index), "d", 0, 0);
            } else {
                source.delivered(index, "t", 0, index);
            }
            if (index % 100 == 99) {
                for (long late = index - 99; late < index; late += 10) {
                    source.announced(word(DeviationKind.RELEASED, late), "d", 0, 0);
                    source.announced(word(DeviationKind.DUPLICATED, late), "d", 0, 0);
                    source.delivered(late, "t", 0, late);
                    source.delivered(late, "t", 0, late);
                }
            }
        }

        var statement = source.statement();
        assertThat(bytes(source)).isLessThan(LARGEST);
        assertThat(statement.hasOpenMatters()).isFalse();
        assertThat(statement.announced(DeviationKind.RELEASED).count()).isEqualTo(100_000);
    }

    private static Deviation word(DeviationKind kind, long index) {
        var indices = new IntervalSet();
        indices.add(index);
        return new Deviation("r", "s", "t", kind, indices);
    }

    private static IntervalSet half(long commit, Random random) {
        var half = new IntervalSet();
        for (long index = commit * COMMIT; index < (commit + 1) * COMMIT; ) {
            long bits = random.nextLong();
            for (int bit = 0; bit < Long.SIZE && index < (commit + 1) * COMMIT; bit++, index++) {
                if ((bits >>> bit & 1) == 1) {
                    half.add(index);
                }
            }
        }
        return half;
    }

    private static void announce(SourceAccount source, IntervalSet shed) {
        source.announced(new Deviation("r", "s", "t", DeviationKind.SHED, shed), "d", 0, 0);
    }

    private static void deliver(SourceAccount source, long commit, IntervalSet shed) {
        for (long index = commit * COMMIT; index < (commit + 1) * COMMIT; index++) {
            if (!shed.contains(index)) {
                source.delivered(index, "t", 0, index);
            }
        }
    }

    /** All that is kept of the source, in its compact form. */
    private static int bytes(SourceAccount source) {
        var statement = source.statement();
        int bytes = IntervalCodec.encode(statement.deadLettered()).length;
        for (var lane : statement.lanes()) {
            bytes += IntervalCodec.encode(lane.settled()).length;
        }
        for (var announced : statement.announced().values()) {
            bytes += IntervalCodec.encode(announced.awaited()).length;
        }
        return bytes + IntervalCodec.encode(statement.repeated().indices()).length;
    }
}
