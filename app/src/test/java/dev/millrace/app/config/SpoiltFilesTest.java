package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.sample.Mutations;
import dev.millrace.app.config.sample.Shop;
import dev.millrace.app.config.sample.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SpoiltFilesTest {
    private static final int FILES = 1_000;
    private static final Pattern LINE = Pattern.compile("shop\\.yaml:[1-9]\\d*:[1-9]\\d*: [^\\p{Cntrl}]+");
    private static final String SECRET = "hunter2-hunter2";

    @Test
    void areReadOrRefusedButNothingElse() {
        long seed = new Random().nextLong();

        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < FILES; i++) {
                var text = new Mutations(seed + i).of(Texts.WHOLE);
                try {
                    readOrRefuse(text);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("seed " + (seed + i) + " of the file\n" + text, e);
                }
            }
        });
    }

    private static void readOrRefuse(String text) {
        try {
            var file = ConfigReader.read(Path.of("shop.yaml"), text, Shop.class, Map.of("X", SECRET));
            assertThat(file.value()).isNotNull();
        } catch (InvalidFile e) {
            for (var problem : e.problems()) {
                assertThat(problem.toString()).matches(LINE);
                assertThat(problem.line())
                        .isLessThanOrEqualTo((int) text.lines().count() + 1);
            }
            assertThat(e.getMessage()).doesNotContain(SECRET);
        }
    }
}
