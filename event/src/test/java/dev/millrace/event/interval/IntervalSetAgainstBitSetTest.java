package dev.millrace.event.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random additions and removals, each kind of question answered as a plain bit set answers it. */
class IntervalSetAgainstBitSetTest {
    private static final int SPAN = 40_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 20261121, -99})
    void shouldAnswerAsABitSetDoes(long seed) {
        var random = new Random(seed);
        var oracle = new BitSet();
        var set = new IntervalSet();

        for (int step = 0; step < 40; step++) {
            change(random, set, oracle);
            int from = random.nextInt(SPAN);
            int to = from + 1 + random.nextInt(SPAN);
            assertThat(set.count()).isEqualTo(oracle.cardinality());
            assertThat(set.isEmpty()).isEqualTo(oracle.isEmpty());
            assertThat(set.countBelow(to)).isEqualTo(oracle.get(0, to).cardinality());
            assertThat(set.contains(from)).isEqualTo(oracle.get(from));
            assertThat(set.ranges(from, to, Integer.MAX_VALUE)).isEqualTo(ranges(oracle, from, to, true));
            assertThat(set.gaps(from, to, Integer.MAX_VALUE)).isEqualTo(ranges(oracle, from, to, false));
            assertThat(IntervalCodec.decode(IntervalCodec.encode(set))).isEqualTo(set);
            assertThat(set.copy()).isEqualTo(set);
            var told = new BitSet();
            set.forEach(index -> told.set(Math.toIntExact(index)));
            assertThat(told).isEqualTo(oracle);
        }
    }

    private static void change(Random random, IntervalSet set, BitSet oracle) {
        switch (random.nextInt(6)) {
            case 0 -> { // a stretch in order, some left out
                int start = random.nextInt(SPAN);
                int one = 1 + random.nextInt(500);
                for (int i = start; i < start + random.nextInt(20_000); i++) {
                    if (random.nextInt(one) != 0) {
                        addOne(i, set, oracle);
                    }
                }
            }
            case 1 -> { // anywhere
                for (int i = 0; i < random.nextInt(3_000); i++) {
                    addOne(random.nextInt(SPAN), set, oracle);
                }
            }
            case 2 -> {
                int from = random.nextInt(SPAN);
                int to = from + 1 + random.nextInt(10_000);
                set.addAll(new IndexRange(from, to));
                oracle.set(from, to);
            }
            case 3 -> { // some of them gone again
                for (int i = 0; i < random.nextInt(3_000); i++) {
                    int index = random.nextInt(SPAN);
                    assertThat(set.remove(index)).isEqualTo(oracle.get(index));
                    oracle.clear(index);
                }
            }
            case 4 -> { // another set, with what both have told
                var other = new IntervalSet();
                var otherOracle = new BitSet();
                for (int i = 0; i < 3; i++) {
                    int from = random.nextInt(SPAN);
                    int to = from + 1 + random.nextInt(9_000);
                    other.addAll(new IndexRange(from, to));
                    otherOracle.set(from, to);
                }
                assertThat(other.countCommon(set))
                        .isEqualTo(common(oracle, otherOracle).cardinality());
                var repeats = new BitSet();
                set.addAll(other, index -> repeats.set(Math.toIntExact(index)));
                assertThat(repeats).isEqualTo(common(oracle, otherOracle));
                oracle.or(otherOracle);
            }
            default -> {
                var other = new IntervalSet();
                var otherOracle = new BitSet();
                for (int i = 0; i < 3; i++) {
                    int from = random.nextInt(SPAN);
                    int to = from + 1 + random.nextInt(9_000);
                    other.addAll(new IndexRange(from, to));
                    otherOracle.set(from, to);
                }
                set.addAll(other);
                oracle.or(otherOracle);
            }
        }
    }

    private static BitSet common(BitSet one, BitSet other) {
        var common = (BitSet) one.clone();
        common.and(other);
        return common;
    }

    private static void addOne(int index, IntervalSet set, BitSet oracle) {
        var expected = oracle.get(index) ? Addition.REPEAT : Addition.NEW;
        oracle.set(index);
        assertThat(set.add(index)).isEqualTo(expected);
    }

    private static List<IndexRange> ranges(BitSet oracle, int from, int to, boolean present) {
        var found = new ArrayList<IndexRange>();
        for (int at = from; at < to; ) {
            int start = present ? oracle.nextSetBit(at) : oracle.nextClearBit(at);
            if (start < 0 || start >= to) {
                break;
            }
            int next = present ? oracle.nextClearBit(start) : oracle.nextSetBit(start);
            int end = next < 0 ? to : Math.min(to, next);
            found.add(new IndexRange(start, end));
            at = end;
        }
        return found;
    }
}
