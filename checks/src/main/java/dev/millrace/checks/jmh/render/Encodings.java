package dev.millrace.checks.jmh.render;

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

/** Events a second of the source that {@code bench generate} sends, in each encoding. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up before use
public class Encodings {
    private static final String FIELDS = "id: {sequence: 'id-%08d'}, amount: {integer: {min: 1, max: 100000}},"
            + " city: {choice: {Berlin: 4, Hamburg: 2, Leipzig: 1}}";

    private Rendering rendering;

    @Setup
    public void compile() {
        rendering = Rendering.of(FIELDS, "id");
    }

    /** A record's value and key. */
    @Benchmark
    public int json() {
        return rendering.json();
    }

    /** A record's value and key. */
    @Benchmark
    public int avro() {
        return rendering.avro();
    }

    /** Rendered into a frame, of which every 500th event makes a record. */
    @Benchmark
    public int frame() {
        return rendering.framed();
    }
}
