package dev.millrace.checks.jmh.flow;

import dev.millrace.flow.batch.BatchController;
import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.generator.flow.Dues;
import dev.millrace.generator.flow.Fault;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.settings.DataSize;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What flow control takes for a batch of up to 256 events; divide by these for what it takes for an event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up before use
public class Batches {
    private static final int EVENTS = 256;
    private static final int BYTES = 100 * EVENTS;
    private static final long ROUND_TRIP = 1_000_000;

    private final Dues dues = new Dues();
    private BatchController controller;
    private SourceFlow flow;

    @Setup
    public void open() {
        dues.add(0);
        controller = new BatchController(BatchSettings.defaults(), System.nanoTime());
        flow = SourceFlows.of(FlowSettings.NONE, Map.of(), Clock.systemUTC()).flow("bench", DataSize.parse("64MiB"));
        flow.beginCall();
        flow.callEnded(Fault.NONE);
    }

    /** The decision on bytes in flight: whether there is room, a batch that goes, and its answer. */
    @Benchmark
    public long bytesInFlight() {
        long room = controller.room(System.nanoTime());
        controller.sent(BYTES);
        controller.acknowledged(BYTES, ROUND_TRIP, System.nanoTime());
        return room;
    }

    /** All that a sending loop asks for a batch, breaker and all; it has one record, so that records do not count. */
    @Benchmark
    public int wholeBatch() {
        if (!flow.begin()) {
            return 0;
        }
        int permits = flow.permits(flow.fits(EVENTS), EVENTS);
        var batch = flow.handing(BYTES, dues);
        flow.end();
        batch.acknowledged();
        return permits;
    }
}
