package dev.millrace.app.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a workload is said with its line, its column and its name. */
class BadWorkloadsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rate: 0/s|sources.s.rate: a rate must be positive",
                "rate: {ramp: {to: 5000, over: 10m}}|sources.s.rate.ramp.to: '5000' is not a rate",
                "rate: {ramp: {to: 0/s, over: 10m}}|sources.s.rate.ramp.to: must not be 0/s where 'from' is",
                "rate: {ramp: {to: 5/s, over: 0s}}|sources.s.rate.ramp.over: must be from 1ms to 36500d",
                "rate: {ramp: {to: 5/s, over: 10m, form: 1/s}}|sources.s.rate.ramp.form: unknown setting; did you mean 'from'?",
                "rate: {steps: [], each: 1m}|sources.s.rate.steps: must be from 1 to 100000 rates",
                "rate: {steps: [5/s, x], each: 1m}|sources.s.rate.steps[1]: 'x' is not a rate",
                "rate: {steps: [5/s, 0/s]}|sources.s.rate.each: is missing; expected a duration",
                "rate: {sine: {mean: 5/s, amplitude: 6/s, period: 1m}}|sources.s.rate.sine.amplitude: must not be above the mean",
                "rate: {constant: 5/s, bursts: {every: 1s, for: 1s, multiplier: 2}}|sources.s.rate.bursts.for: must be shorter than 'every'",
                "rate: {constant: 5/s, gaps: {every: 1s, for: 2s}}|sources.s.rate.gaps.for: must be shorter than 'every'",
                "rate: {constant: 5/s, bursts: {every: 1001ms, for: 1ms, multiplier: 2}, gaps: {every: 1000000.003ms, for: 1s}}|sources.s.rate.gaps.every: 1000000003us and the 1001ms of bursts have no common multiple",
                "rate: {spike: {base: 1/s, peak: 5/s, at: 1m, for: 1m, every: 1m}}|sources.s.rate.spike.every: must not be shorter than",
                "rate: {diurnal: 5/s}|sources.s.rate.hours: is missing: there must be 'hours', 'days' or 'minutes'",
                "rate: {diurnal: 5/s, hours: {24: 1}}|sources.s.rate.hours.24: must be a number from 0 to 23",
                "rate: {diurnal: 5/s, hours: {0: 1}, zone: Berlin}|sources.s.rate.zone: is no time zone such as Europe/Berlin",
                "rate: {diurnal: 5/s, days: {sundy: 1}}|sources.s.rate.days.sundy: unknown setting; did you mean 'sunday'?",
                "rate: {diurnal: 5/s, hours: {0: 0}}|sources.s.rate.diurnal: makes no events",
                "rate: {stages: []}|sources.s.rate.stages: must be from 1 to 10000",
                "rate: {stages: [{rate: 5/s}, {pause: 1m}]}|sources.s.rate.stages[0].for: is missing: how long the stage is",
                "rate: {stages: [{pause: 1m}]}|sources.s.rate.stages: must not all be pauses",
                "rate: {stages: [{rate: {poisson: 5/s}, for: 1m}]}|sources.s.rate.stages[0].rate: cannot be poisson in a stage",
                "rate: {stages: [{rate: 5/s, for: 1m}], repeat: 0}|sources.s.rate.repeat: must be a number from 1",
                "rate: {poisson: 5/s, arrivals: poisson}|sources.s.rate.arrivals: is said already",
                "rate: {constant: 5/s, arrivals: gamma}|sources.s.rate.arrivals: expected one of even, poisson",
                "rate: {sines: {mean: 5/s}}|sources.s.rate.sines: unknown setting; did you mean 'sine'?",
                "rate: 5/s, from: yesterday|sources.s.from: is no start time such as -7d",
                "rate: 5/s, from: 1200-01-01T00:00:00Z|sources.s.from: must lie between the years 1950 and 2200",
                "rate: 5/s, duration: 0s|sources.s.duration: must be from 1ms",
                "rate: 5/s, count: 0|sources.s.count: must be at least 1",
            })
    void everyWorkloadThatCannotBeIsNamedWithItsPlace(String rate, String problem) throws Exception {
        assertRefused("  s: {topic: t, %s, fields: {id: {uuid: v4}}}\n".formatted(rate), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replay: {file: gone.jsonl}|sources.s.replay.file: there is no file",
                "replay: {file: gone.jsonl, speed: 0}|sources.s.replay.speed: must be a number from 0.000001",
                "replay: {file: gone.jsonl}, rate: 5/s|a replay has its own pace",
                "replay: {file: gone.jsonl}, http: {}|must have exactly one of",
                "http: {}, from: -7d|'from', 'payload', 'headers' and 'anomalies' are for generated sources",
            })
    void everyReplayThatCannotBeIsNamedWithItsPlace(String settings, String problem) throws Exception {
        var refused = refused("  s: {topic: t, %s}\n".formatted(settings));

        assertThat(refused.getMessage()).contains(problem);
    }

    private void assertRefused(String source, String problem) throws Exception {
        var refused = refused(source);

        assertThat(refused.getMessage()).containsPattern(":3:\\d+: " + Pattern.quote(problem));
    }

    private InvalidFile refused(String source) throws Exception {
        var file = folder.resolve("bad.yaml");
        Files.writeString(file, "name: bad\nsources:\n" + source);

        var refused = catchThrowableOfType(InvalidFile.class, () -> FileLoader.load(file, Map.of()));

        assertThat(refused).isNotNull();
        return refused;
    }
}
