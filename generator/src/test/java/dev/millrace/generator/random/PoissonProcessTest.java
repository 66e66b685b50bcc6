package dev.millrace.generator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonProcessTest {
    private static final long SEED = 20_261_122;
    private static final int ARRIVALS = 400_000;

    private final PoissonProcess process = new PoissonProcess(SEED);

    @Test
    void shouldWaitAsLongForTheNextArrivalHoweverLongItHasWaited() {
        var waits = waits();

        for (double wait : new double[] {0.1, 0.5, 1, 2, 3}) {
            long longer = Arrays.stream(waits).filter(w -> w > wait).count();
            double chance = Math.exp(-wait);
            double deviation = Math.sqrt(chance * (1 - chance) / waits.length);
            assertThat((double) longer / waits.length)
                    .as("longer than %s", wait)
                    .isCloseTo(chance, within(5 * deviation));
        }
    }

    @Test
    void shouldForgetTheLastWait() {
        var waits = waits();
        double sum = 0;
        for (int i = 1; i < waits.length; i++) {
            sum += (waits[i] - 1) * (waits[i - 1] - 1);
        }

        assertThat(sum / waits.length).isCloseTo(0, within(5 / Math.sqrt(waits.length)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 64, 100, 1_000, 5_000, 100_000})
    void shouldVaryAsMuchAsItsMeanOverAnyLengthOfTime(long length) {
        int windows = 4_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < windows; i++) {
            double count = process.countBefore((double) (i + 1) * length) - process.countBefore((double) i * length);
            sum += count - length;
            squares += (count - length) * (count - length);
        }

        double error = Math.sqrt((double) length / windows);
        assertThat(sum / windows).as("mean, less %d", length).isCloseTo(0, within(5 * error));
        // The variance of a Poisson count's square is 2 λ² + λ.
        double spread = Math.sqrt((2.0 * length * length + length) / windows);
        assertThat(squares / windows).as("variance").isCloseTo((double) length, within(5 * spread));
    }

    @Test
    void shouldVaryFromSeedToSeedByTheRootOfTheCount() {
        int seeds = 400;
        for (long length : new long[] {64, 1L << 20, 1L << 40}) {
            double squares = 0;
            for (long seed = 0; seed < seeds; seed++) {
                double off = new PoissonProcess(seed).countBefore((double) length) - (double) length;
                squares += off * off / length;
            }
            assertThat(squares / seeds).as("over %d", length).isCloseTo(1, within(5 * Math.sqrt(2.0 / seeds)));
        }
    }

    @Test
    void shouldCountInverselyToItsArrivals() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            // Further out a double no longer tells an arrival from the end of its 64 units.
            long index = (long) Math.exp(random.nextDouble(0, Math.log(0x1.0p40)));
            double at = process.at(index);

            assertThat(process.countBefore(at)).as("before arrival %d", index).isLessThanOrEqualTo(index);
            assertThat(process.countBefore(Math.nextUp(at))).isGreaterThan(index);
            assertThat(process.at(index + 1)).isGreaterThanOrEqualTo(at);
        }
    }

    @Test
    void shouldNotDependOnWhatWasAskedBefore() {
        var random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            long index = (long) Math.exp(random.nextDouble(0, Math.log(0x1.0p55)));

            assertThat(process.at(index)).isEqualTo(new PoissonProcess(SEED).at(index));
        }
    }

    private double[] waits() {
        var waits = new double[ARRIVALS];
        double before = 0;
        for (int i = 0; i < ARRIVALS; i++) {
            double at = process.at(i);
            waits[i] = at - before;
            before = at;
        }
        return waits;
    }
}
