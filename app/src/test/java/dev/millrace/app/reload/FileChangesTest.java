package dev.millrace.app.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.ConfigReader;
import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.MillraceFile;
import dev.millrace.settings.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileChangesTest {
    private static final String YAML = """
            name: shop
            seed: 7
            limits:
              all: {rate: 1000/s, burst: 5%, sources: [orders, waves]}
            sources:
              orders: {topic: o, rate: 100/s, fields: {id: {sequence: "%d"}, n: {integer: {min: 1, max: 9}}}}
              waves: {topic: w, rate: {sine: {mean: 10/s, amplitude: 5/s, period: 1m}}, fields: {id: {sequence: "%d"}}}
              clicks: {topic: c, rate: {poisson: 10/s}, fields: {id: {sequence: "%d"}}}
              past: {topic: p, rate: 10/s, from: -1d, fields: {id: {sequence: "%d"}}}
            """;

    static Stream<Path> files() throws Exception {
        try (var examples = Files.list(Path.of("..", "examples"))) {
            return Stream.concat(
                    examples.filter(file -> file.toString().endsWith(".yaml")).toList().stream(),
                    Stream.of(Path.of("src/test/resources/dev/millrace/app/fields/catalog.yaml")));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatSaysTheSameChangesNothing(Path path) throws Exception {
        var live = FileLoader.load(path, Map.of()).file();
        var edited = FileLoader.load(path, Map.of()).file();

        assertThat(FileChanges.between(live, edited)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 7 | seed: 8 | seed",
                "max: 9 | max: 8 | sources.orders.fields",
                "topic: o, | topic: o2, | sources.orders.topic",
                "period: 1m | period: 2m | sources.waves.rate",
                "{poisson: 10/s} | {poisson: 20/s} | sources.clicks.rate",
                "{poisson: 10/s} | 20/s | sources.clicks.rate",
                "rate: 10/s, from | rate: 20/s, from | sources.past.rate",
                "rate: 100/s | rate: {constant: 100/s, gaps: {every: 7s, for: 2s}} | sources.orders.rate",
                "burst: 5% | window: 2s, burst: 5% | limits.all.window",
                "[orders, waves] | [orders] | limits.all.sources",
                "all: | some: | limits.all, limits.some",
                "past: | gone: | sources.gone, sources.past",
            })
    void whatCannotChangeAtOnceIsNamed(String from, String to, String settings) throws Exception {
        var changes = FileChanges.between(file(YAML), file(YAML.replace(from, to)));

        assertThat(changes)
                .isEqualTo(Stream.of(settings.split(", "))
                        .map(Change.AtNextStart::new)
                        .toList());
    }

    @Test
    void ratesAndLimitsChangeBesideWhatWaits() throws Exception {
        var edited = file(YAML.replace("100/s", "250/s")
                .replace("1000/s, burst: 5%", "2000/s, burst: 1%")
                .replace("{sine: {mean: 10/s, amplitude: 5/s, period: 1m}}", "30/s")
                .replace("seed: 7", "seed: 8"));

        var changes = FileChanges.between(file(YAML), edited);

        assertThat(changes)
                .containsExactly(
                        new Change.OfRate("orders", new Rate(250)),
                        new Change.OfRate("waves", new Rate(30)),
                        new Change.OfLimit("all", edited.limitSettings().get("all")),
                        new Change.AtNextStart("seed"));
    }

    @Test
    void whatWasChangedIsNotChangedAgainAndCanBeChangedBack() throws Exception {
        var before = file(YAML);
        var edited = file(YAML.replace("rate: 100/s", "rate: 250/s").replace("rate: 1000/s", "rate: 2000/s"));
        var live = before;
        for (var change : FileChanges.between(before, edited)) {
            live = FileChanges.after(live, change);
        }

        assertThat(FileChanges.between(live, edited)).isEmpty();
        assertThat(FileChanges.between(live, before))
                .isEqualTo(List.of(
                        new Change.OfRate("orders", new Rate(100)),
                        new Change.OfLimit("all", before.limitSettings().get("all"))));
    }

    private static MillraceFile file(String yaml) throws Exception {
        return ConfigReader.read(Path.of("f.yaml"), yaml, MillraceFile.class, Map.of())
                .value();
    }
}
