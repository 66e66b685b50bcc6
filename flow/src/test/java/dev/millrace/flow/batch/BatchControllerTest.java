package dev.millrace.flow.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law at work on a broker in virtual time. */
class BatchControllerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = 500_000;
    private static final int BATCH = 16_384;
    private static final double MB = 1e6;

    private final BatchSettings settings = new BatchSettings(
            Duration.ofMillis(50), DataSize.parse("64KiB"), DataSize.parse("64MiB"), Duration.ofMillis(5));
    private final BatchController controller = new BatchController(settings, 0);
    private final Broker broker = new Broker(new SplittableRandom(7), 100 * MB, 5);
    private final double[] seconds = new double[30 * 100];
    private final double[] targets = new double[seconds.length];
    private final double[] roundTrips = new double[seconds.length];
    private long now;
    private int samples;

    /** A sender that fills the room there is, or sends only so many bytes a second. */
    private void run(double untilSeconds, double bytesPerSecond) {
        double due = 0;
        while (now < untilSeconds * SECOND) {
            now += STEP;
            broker.answer(controller, now);
            due = Math.min(due + bytesPerSecond * STEP * 1e-9, 1e9);
            while (controller.room(now) > 0 && due >= BATCH) {
                controller.sent(BATCH);
                broker.take(BATCH, now);
                due -= BATCH;
            }
            if (now % (SECOND / 100) == 0) {
                seconds[samples] = now * 1e-9;
                targets[samples] = controller.target() / MB;
                roundTrips[samples++] = broker.lastRoundTripMillis();
            }
        }
    }

    private double[] targetsBetween(int from, int to) {
        return Arrays.copyOfRange(targets, from * 100, to * 100);
    }

    private void assertWithin(int from, int to, double least, double most) {
        var all = Arrays.stream(targetsBetween(from, to)).summaryStatistics();
        assertThat(all.getMin()).isGreaterThan(least);
        assertThat(all.getMax()).isLessThan(most);
    }

    private static double spread(double[] values) {
        var all = Arrays.stream(values).summaryStatistics();
        return all.getMax() / all.getMin();
    }

    @Test
    void itSettlesAfterEachChangeOfTheBrokerAndDoesNotSwing() throws Exception {
        run(10, Double.MAX_VALUE);
        broker.change(20 * MB, 5);
        run(20, Double.MAX_VALUE);
        broker.change(100 * MB, 30);
        run(30, Double.MAX_VALUE);

        var plot = new Plot();
        plot.line(
                "bytes in flight aimed at, MB: the broker slows to a fifth at 10 s, is back at 20 s", seconds, targets);
        plot.line("time to acknowledge, ms", seconds, roundTrips);
        plot.write(Path.of("target", "batching.svg"));

        // 50 ms of what the broker takes.
        assertWithin(3, 10, 4, 6.5);
        assertWithin(13, 20, 0.8, 1.4);
        assertWithin(24, 30, 4, 6.5);
        for (int settled : new int[] {3, 13, 24}) {
            assertThat(spread(targetsBetween(settled, settled + 6))).isLessThan(1.25);
        }
    }

    /** It must not take a longer way for a queue, and starve the sender to shorten it. */
    @ParameterizedTest(name = "{0} ms instead of 5")
    @ValueSource(doubles = {30, 60, 120})
    void itSettlesAfterAStepInTheBrokersLatencyAndDoesNotSwing(double wayMillis) throws Exception {
        run(10, Double.MAX_VALUE);
        broker.change(100 * MB, wayMillis);
        run(20, Double.MAX_VALUE);
        broker.change(100 * MB, 5);
        run(30, Double.MAX_VALUE);

        var plot = new Plot();
        plot.line(
                "bytes in flight aimed at, MB: answers take " + wayMillis + " ms longer from 10 s to 20 s",
                seconds,
                targets);
        plot.line("time to acknowledge, ms", seconds, roundTrips);
        plot.write(Path.of("target", "batching-latency-" + (int) wayMillis + ".svg"));

        // 50 ms of what the broker takes; with a way that is longer than that, one and a half times the way.
        double settled = 100 * Math.max(0.05, 1.5 * wayMillis / 1e3 * 0.9);
        assertWithin(10, 20, 1.9, 1.3 * settled);
        assertWithin(15, 20, 0.75 * settled, 1.2 * settled);
        assertWithin(22, 30, 4, 6);
        for (int[] quiet : new int[][] {{5, 10}, {15, 20}, {22, 30}}) {
            assertThat(spread(targetsBetween(quiet[0], quiet[1]))).isLessThan(1.3);
        }
    }

    @Test
    void itDoesNotGrowWhileTheSenderHasLittleToSend() {
        run(5, MB);

        assertThat(controller.target()).isEqualTo(settings.least().bytes());
    }

    @Test
    void itShrinksByATenthWhenTheBrokerSaysItIsOverloaded() {
        run(5, Double.MAX_VALUE);
        long before = controller.target();

        controller.sent(BATCH);
        controller.failed(BATCH, true, now + SECOND / 10);

        assertThat((double) controller.target()).isBetween(before * 0.89, before * 0.91);
    }

    @Test
    void itStaysAtTheLeastWhenNothingButTimeOutsComeBack() {
        for (int i = 0; i < 200; i++) {
            now += SECOND / 20;
            controller.sent(BATCH);
            controller.failed(BATCH, true, now);
        }

        assertThat(controller.target()).isEqualTo(settings.least().bytes());
        assertThat(controller.room(now)).isPositive();
    }

    @Test
    void aWayThatIsLongerThanTheChosenTimeIsNoReasonToStarve() {
        broker.change(100 * MB, 200);

        run(25, Double.MAX_VALUE);

        assertThat(controller.target()).isGreaterThan((long) (100 * MB * 0.2));
    }

    @Test
    void moreIsGatheredTheQuickerTheBrokerIs() {
        run(5, Double.MAX_VALUE);
        long quick = controller.gather();
        broker.change(10 * MB, 5);
        run(10, Double.MAX_VALUE);

        assertThat(quick).isGreaterThan(3 * controller.gather());
    }
}
