package dev.millrace.generator.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
    private static final int DRAWS = 1 << 18;
    private static final int CELLS = 256;
    /** Bounds that chi-square with 255 degrees of freedom leaves once in 10 000 times on either side. */
    private static final double LEAST_CHI_SQUARE = 178;

    private static final double GREATEST_CHI_SQUARE = 346;

    /** Worked out with another program: a stream, once published, must never change. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 1, 48218226ff3cd4bf",
        "1, 0, d9bf17d113f38956",
        "42, 7, bc87f93bb6485e48",
        "-1, -1, d59879a606844ad5",
        "9223372036854775807, 1000000000000, 847e5be8cff03971"
    })
    void shouldDrawTheSameBitsForEver(long seed, long index, String bits) {
        assertThat(Draw.bits(seed, index)).isEqualTo(Long.parseUnsignedLong(bits, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', e220a8397b1dcdaf",
        "0, orders.amount, 9f8cff1278109",
        "1, orders.amount, 7aa0dda03694f96",
        "-7, sources.größe, cfd1d285b0bec960"
    })
    void shouldMakeTheSameSeedsForEver(long wider, String purpose, String seed) {
        assertThat(Draw.seed(wider, purpose)).isEqualTo(Long.parseUnsignedLong(seed, 16));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -1, Long.MIN_VALUE})
    void shouldSpreadEvenlyInItsUpperAndLowerBits(long seed) {
        assertEven(index -> (int) (Draw.bits(seed, index) >>> 56));
        assertEven(index -> (int) (Draw.bits(seed, index) & 0xff));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -1})
    void shouldDrawNeighboursIndependently(long seed) {
        assertEven(index -> pair(Draw.bits(seed, index), Draw.bits(seed, index + 1)));
        assertEven(index -> pair(Draw.bits(seed, 3 * index), Draw.bits(seed, 3 * index + 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -2})
    void shouldDrawIndependentlyUnderNeighbouringSeeds(long seed) {
        assertEven(index -> pair(Draw.bits(seed, index), Draw.bits(seed + 1, index)));
    }

    @Test
    void shouldDrawIndependentlyForTwoFieldsOfOneSource() {
        long amount = Draw.seed(7, "orders.amount");
        long tax = Draw.seed(7, "orders.tax");
        assertEven(index -> pair(Draw.bits(amount, index), Draw.bits(tax, index)));
    }

    @Test
    void shouldDrawIndependentlyForOneIndexUnderManySeeds() {
        assertEven(seed -> (int) (Draw.bits(seed, 5) >>> 56));
        assertEven(seed -> (int) (Draw.seed(seed, "orders.amount") >>> 56));
    }

    @Test
    void shouldChangeAboutHalfOfTheBitsWhenOneBitOfTheIndexChanges() {
        for (int bit = 0; bit < 64; bit++) {
            long changed = 0;
            for (long index = 0; index < 2_000; index++) {
                changed += Long.bitCount(Draw.bits(9, index) ^ Draw.bits(9, index ^ (1L << bit)));
            }
            // 2 000 times 64 coins: the mean lies within 0.5 of 32 unless something is badly wrong.
            assertThat(changed / 2_000.0).as("index bit %d", bit).isBetween(31.5, 32.5);
        }
    }

    @Test
    void shouldGiveEveryPurposeASeedOfItsOwn() {
        var seeds = new HashSet<Long>();
        for (int i = 0; i < 100_000; i++) {
            seeds.add(Draw.seed(3, "source-" + i + ".field"));
        }
        assertThat(seeds).hasSize(100_000);
    }

    @Test
    void shouldKeepUnitsBelowOne() {
        // The index at which seed 0 draws nothing but ones, found by running the mixer backwards.
        long allOnes = -2679806253088508278L;
        assertThat(Draw.bits(0, allOnes)).isEqualTo(-1);
        assertThat(Draw.unit(0, allOnes)).isEqualTo(Math.nextDown(1.0));
        assertThat(Draw.unit(0, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 1_000, Long.MAX_VALUE})
    void shouldStayBelowTheBound(long bound) {
        for (long index = 0; index < 10_000; index++) {
            assertThat(Draw.below(bound, 11, index)).isBetween(0L, bound - 1);
        }
    }

    @Test
    void shouldReachTheWholeRangeBelowABound() {
        assertThat(Draw.below(10, 0, -2679806253088508278L)).isEqualTo(9);
        assertThat(Draw.below(10, 0, 0)).isZero();
        assertEven(index -> (int) Draw.below(CELLS, 23, index));
    }

    private static int pair(long one, long other) {
        return (int) ((one >>> 60) << 4 | (other >>> 60));
    }

    private static void assertEven(LongToIntFunction cell) {
        var counts = new long[CELLS];
        for (long index = 0; index < DRAWS; index++) {
            counts[cell.applyAsInt(index)]++;
        }
        double expected = (double) DRAWS / CELLS;
        double chiSquare = 0;
        for (long count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        assertThat(chiSquare).isBetween(LEAST_CHI_SQUARE, GREATEST_CHI_SQUARE);
    }
}
