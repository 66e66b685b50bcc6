package dev.millrace.generator.testing;

import dev.millrace.generator.workload.Arrivals;
import dev.millrace.generator.workload.Bursts;
import dev.millrace.generator.workload.Days;
import dev.millrace.generator.workload.Diurnal;
import dev.millrace.generator.workload.DueTimes;
import dev.millrace.generator.workload.Gaps;
import dev.millrace.generator.workload.Gaussian;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.Ramp;
import dev.millrace.generator.workload.Sine;
import dev.millrace.generator.workload.Spike;
import dev.millrace.generator.workload.Stage;
import dev.millrace.generator.workload.Stages;
import dev.millrace.generator.workload.Steps;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Times;
import dev.millrace.generator.workload.Workload;
import dev.millrace.generator.workload.Zone;
import dev.millrace.settings.Level;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every kind of workload, such as move within some seconds, around a rate. */
public final class Workloads {
    /** Some moment at which runs begin: a Wednesday in winter. */
    public static final Instant BEGIN = Instant.parse("2026-01-14T09:59:50Z");

    private Workloads() {}

    /** All of them by name; each has as many events as {@code perSecond} says in the mean, more or less. */
    public static Map<String, Workload> around(double perSecond) {
        var all = new LinkedHashMap<String, Workload>();
        all.put("constant", new Workload.Constant(rate(perSecond)));
        all.put("bursts", new Workload.Constant(rate(perSecond), new Bursts(seconds(5), seconds(1), 2), null));
        all.put("gaps", new Workload.Constant(rate(perSecond), null, new Gaps(seconds(7), seconds(2))));
        all.put(
                "bursts and gaps",
                new Workload.Constant(
                        rate(perSecond), new Bursts(seconds(3), seconds(1), 2.5), new Gaps(seconds(8), seconds(2))));
        all.put("poisson", new Workload.Poisson(rate(perSecond)));
        all.put("ramp", new Ramp(new Ramp.Line(Level.NONE, level(2 * perSecond), seconds(25))));
        all.put("ramp down", new Ramp(new Ramp.Line(level(2 * perSecond), Level.NONE, seconds(30))));
        all.put("steps", new Steps(List.of(level(perSecond / 2), level(2 * perSecond), Level.NONE), seconds(4), true));
        all.put("sine", new Sine(new Sine.Wave(rate(perSecond), rate(perSecond), Duration.ofMillis(7_300))));
        all.put(
                "spike",
                new Spike(new Spike.Peak(
                        level(perSecond), rate(3 * perSecond), seconds(5), seconds(2), seconds(1), seconds(1), null)));
        all.put(
                "spikes",
                new Spike(new Spike.Peak(
                        level(perSecond),
                        rate(2 * perSecond),
                        seconds(1),
                        seconds(1),
                        Duration.ZERO,
                        seconds(2),
                        seconds(6))));
        all.put("gaussian", new Gaussian(new Gaussian.Swing(rate(perSecond), rate(perSecond / 4), seconds(1))));
        all.put("diurnal", diurnal(perSecond, "Europe/Berlin", false));
        all.put("diurnal, smooth", diurnal(perSecond, "Asia/Kolkata", true));
        all.put(
                "stages",
                new Stages(
                        List.of(
                                new Stage.Toward(level(perSecond), seconds(4)),
                                new Stage.Rest(seconds(2)),
                                new Stage.Rated(all.get("sine"), seconds(9)),
                                new Stage.Toward(level(2 * perSecond), seconds(3)),
                                new Stage.Rated(new Workload.Constant(rate(perSecond)), null)),
                        null));
        all.put(
                "stages, repeated",
                new Stages(
                        List.of(
                                new Stage.Rated(new Workload.Constant(rate(perSecond)), Duration.ofMillis(1_500)),
                                new Stage.Toward(Level.NONE, Duration.ofMillis(700)),
                                new Stage.Rest(Duration.ofMillis(300))),
                        new Times(Times.FOREVER)));
        all.put("sine, poisson", new Workload.Arriving(all.get("sine"), Arrivals.POISSON));
        all.put("stages, poisson", new Workload.Arriving(all.get("stages"), Arrivals.POISSON));
        return all;
    }

    private static Diurnal diurnal(double perSecond, String zone, boolean smooth) {
        return new Diurnal(
                rate(perSecond),
                Map.of("0", 0.2, "8", 1.0, "11", 1.5, "15", 1.1, "20", 0.4),
                new Days(1, 1, 1, 1, 1, 0.5, 0.3),
                smooth ? null : Map.of("0", 1.0, "30", 0.5),
                Zone.parse(zone),
                smooth);
    }

    /** Due times in a run that began at {@link #BEGIN} and never paused. */
    public static DueTimes due(Workload rate) {
        return due(rate, null);
    }

    /** Due times that end after so long. */
    public static DueTimes due(Workload rate, @Nullable Duration duration) {
        var timeline = Timeline.from(BEGIN);
        return new Pacing(rate, null, duration, null).dueTimes(42, "source", () -> timeline);
    }

    public static Rate rate(double perSecond) {
        return new Rate(perSecond);
    }

    public static Level level(double perSecond) {
        return new Level(perSecond);
    }

    public static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
