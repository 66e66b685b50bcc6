package dev.millrace.checks.jmh.render;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Events a second whose data is a sequence and one field of a kind that needs another field, as Avro in a frame. The
 * constant is there for what the sequence costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up before use
public class FieldKindsBesides {
    static final String KEY = "k: {sequence: 'k%d', cardinality: 100}, f: ";

    /** The field, as in a file. */
    @Param({
        "EUR",
        "{template: '{k}@example.com'}",
        "{ref: bench.k}",
        "{counter: k, start: 1}",
        "{previous: k, by: k}",
        "{session: k, for: {least: 5m, most: 30m}}",
        "{states: {up: {next: {down: 1}, for: 1m}, down: {next: {up: 1}, for: 5s}}, by: k}",
        "{walk: {min: -10, max: 40, step: 0.5}, by: k, every: 1s}",
        "{geo: {lat: 52.52, lon: 13.405, radius: 10km}, walk: {step: 100m, by: k, every: 10s}}",
        "{steady: {faker: address.city}, by: k}",
        "{expression: 'k.size() * 2'}"
    })
    public String field;

    private Rendering rendering;

    @Setup
    public void compile() {
        rendering = Rendering.of(KEY + field, null);
    }

    /** Rendered into a frame, of which every 500th event makes a record. */
    @Benchmark
    public int rendered() {
        return rendering.framed();
    }
}
