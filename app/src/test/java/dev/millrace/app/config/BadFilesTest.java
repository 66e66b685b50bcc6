package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.problem.Problem;
import dev.millrace.app.config.sample.BadFile;
import dev.millrace.app.config.sample.Shop;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadFilesTest {
    @ParameterizedTest
    @MethodSource({
        "dev.millrace.app.config.sample.BadSettings#all",
        "dev.millrace.app.config.sample.BadYaml#all",
    })
    void everyProblemIsNamedWithItsPlaceAndARemedy(BadFile file) {
        var refused = refused(file.text());

        assertThat(refused)
                .hasMessage(
                        file.lines().stream().map(line -> "shop.yaml:" + line).collect(Collectors.joining("\n")));
    }

    @Test
    void problemsCanBeTakenApart() {
        var refused = refused("name: x\nsorces: {}");

        assertThat(refused.problems())
                .containsExactly(new Problem("shop.yaml", 2, 1, "sorces", "unknown setting; did you mean 'sources'?"));
    }

    @Test
    void aFileOfAnotherKindIsNotAnsweredWithABook() {
        var text = IntStream.range(0, 5_000).mapToObj("k%d: x\n"::formatted).collect(Collectors.joining());

        var refused = refused(text);

        assertThat(refused.problems()).hasSize(5_001);
        assertThat(refused.getMessage().lines()).hasSize(101);
        assertThat(refused).hasMessageEndingWith("\nand 4901 more like these");
    }

    private static InvalidFile refused(String text) {
        return catchThrowableOfType(
                InvalidFile.class, () -> ConfigReader.read(Path.of("shop.yaml"), text, Shop.class, Map.of()));
    }
}
