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

/** Events a second whose data is one field of a kind, as Avro in a frame: little else is in it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set up before use
public class FieldKinds {
    /** The field, as in a file. */
    @Param({
        "{sequence: 'c-%08d'}",
        "{sequence: 'c-%d', cardinality: 1000, skew: {zipf: 1.1}}",
        "{uuid: v4}",
        "EUR",
        "{choice: {gold: 5, silver: 20, basic: 75}}",
        "{flag: 30%}",
        "{timestamp: due}",
        "{integer: {min: 1, max: 8}}",
        "{uniform: {min: 0.1, max: 2.5}}",
        "{normal: {mean: 172, deviation: 9}}",
        "{lognormal: {median: 40, sigma: 0.8}}",
        "{exponential: {mean: 5}}",
        "{pareto: {scale: 100, shape: 1.16}}",
        "{zipf: {exponent: 1.1, values: 1000}}",
        "{pattern: '[A-Z]{3}-[0-9]{4}'}",
        "{faker: name.fullName}",
        "{series: {start: 1, step: 10, restart: 1000}}",
        "{ip: v4}",
        "{geo: {lat: 52.52, lon: 13.405, radius: 10km}}",
        "{object: {city: {choice: {Berlin: 2, Ulm: 1}}, zip: {integer: {min: 10000, max: 99999}}}}",
        "{array: {integer: {min: 1, max: 8}}, length: {min: 0, max: 3}}",
        "{mix: [{of: 200, weight: 95}, {of: 404, weight: 5}]}",
        "{json: '[1, {\"a\": null}]'}",
        "{choice: {gold: 5, silver: 20, basic: 75}, nulls: 10%}",
        "{states: {up: {next: {down: 1}, for: 1m}, down: {next: {up: 1}, for: 5s}}}",
        "{walk: {min: -10, max: 40, step: 0.5}, every: 1s}",
        "{expression: 'double(index) * 2.5', decimals: 2}"
    })
    public String field;

    private Rendering rendering;

    @Setup
    public void compile() {
        rendering = Rendering.of("f: " + field, null);
    }

    /** Rendered into a frame, of which every 500th event makes a record. */
    @Benchmark
    public int rendered() {
        return rendering.framed();
    }
}
