package dev.millrace.app.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.source.SourceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anomalies as they stand in a file. */
class AnomalyFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theExampleOfThePageIsUnderstood() throws Exception {
        var source = source("key: id, ", """
                {late: {share: 1%, by: {least: 5s, most: 2m}}, out-of-order: {share: 5%, within: 500ms},
                 duplicate: 0.1%, drop: 0.1%, poison: {share: 0.01%, kinds: [bytes, schema, oversize]},
                 clock-skew: {offset: {from: -30s, to: 30s}, share: 10%}}""".replace("\n", " "));

        var anomalies = source.anomalies();
        assertThat(anomalies.late().by().most()).isEqualTo(Duration.ofMinutes(2));
        assertThat(anomalies.outOfOrder().within()).isEqualTo(Duration.ofMillis(500));
        assertThat(anomalies.duplicate().share().fraction()).isEqualTo(0.001);
        assertThat(anomalies.duplicate().within()).isNull();
        assertThat(anomalies.drop().fraction()).isEqualTo(0.001);
        assertThat(anomalies.poison().kinds()).containsExactly(PoisonKind.values());
        assertThat(anomalies.clockSkew().share().fraction()).isEqualTo(0.1);
    }

    @Test
    void shortFormsAreUnderstood() throws Exception {
        var anomalies = source("", "{poison: 1%, late: {share: 1%, by: 30s}, clock-skew: {offset: -5s}}")
                .anomalies();

        assertThat(anomalies.poison().kinds()).isNull();
        assertThat(anomalies.late().by().least()).isEqualTo(Duration.ofSeconds(30));
        assertThat(anomalies.clockSkew().share().fraction()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|sources.s.anomalies: must name at least one of",
                "{drop: 5}|sources.s.anomalies.drop: '5' is not a share",
                "{dropp: 5%}|sources.s.anomalies.dropp: unknown setting; did you mean 'drop'?",
                "{drop: 60%, poison: 50%}|sources.s.anomalies: the shares of",
                "{late: {share: 1%}}|sources.s.anomalies.late.by: is missing",
                "{late: {share: 1%, by: {least: 5s, most: 1s}}}|sources.s.anomalies.late.by.most: must not be below least",
                "{late: {share: 1%, by: 8d}}|must lie above 0 and up to 7d",
                "{poison: {share: 1%, kinds: [byte]}}|sources.s.anomalies.poison.kinds[0]: expected one of bytes, schema, oversize",
                "{clock-skew: {offset: 1s, of: key}}|sources.s.anomalies.clock-skew.of: must not be 'key'",
                "{clock-skew: {offset: 1s, share: 5%}}|sources.s.anomalies.clock-skew.share: is of keys' clocks",
            })
    void whatCannotBeIsNamedWithItsPlace(String anomalies, String problem) throws Exception {
        var refused = catchThrowableOfType(InvalidFile.class, () -> source("", anomalies));

        assertThat(refused).hasMessageContaining(problem);
    }

    @Test
    void whatMemoryWouldNotDoForIsRefusedAtItsPlace() throws Exception {
        var late = "late: {share: 50%, by: 10m}";
        var file = folder.resolve("late.yaml");
        Files.writeString(
                file,
                "name: x\nsources:\n  s: {topic: t, rate: {spike: {base: 1/s, peak: 100000/s, at: 1m, for: 1m}},\n"
                        + "      fields: {id: {uuid: v4}}, anomalies: {" + late + "}}\n");

        var refused = catchThrowableOfType(InvalidFile.class, () -> FileLoader.load(file, Map.of()));

        assertThat(refused.getMessage())
                .containsPattern("late\\.yaml:4:\\d+: sources\\.s\\.anomalies\\.late: would hold back some 30M events");
    }

    @Test
    void onlyGeneratedSourcesHaveThem() throws Exception {
        var file = folder.resolve("http.yaml");
        Files.writeString(file, "name: x\nsources:\n  s: {topic: t, http: {}, anomalies: {drop: 1%}}\n");

        var refused = catchThrowableOfType(InvalidFile.class, () -> FileLoader.load(file, Map.of()));

        assertThat(refused).hasMessageContaining("'anomalies' are for generated sources");
    }

    private SourceDefinition source(String key, String anomalies) throws Exception {
        var file = folder.resolve("file.yaml");
        Files.writeString(
                file,
                "name: x\nsources:\n  s: {topic: t, %srate: 1/s, fields: {id: {uuid: v4}}, anomalies: %s}\n"
                        .formatted(key, anomalies));
        return FileLoader.load(file, Map.of()).file().sources().get("s");
    }
}
