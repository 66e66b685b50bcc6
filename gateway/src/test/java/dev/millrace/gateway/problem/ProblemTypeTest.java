package dev.millrace.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTypeTest {
    private static final Path PAGES = Path.of("..", "docs", "problems");

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void shouldHaveAPageThatAgreesWithIt(ProblemType type) throws IOException {
        var page = Files.readString(PAGES.resolve(type.slug() + ".md"));

        assertThat(page)
                .startsWith("# " + type.title() + "\n\n`" + type.uri() + "` · HTTP status " + type.status() + "\n")
                .contains("## What it means\n", "## What to do\n");
    }

    @Test
    void shouldHaveNoPageWithoutAType() throws IOException {
        try (var pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                            .map(type -> type.slug() + ".md")
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void shouldBeFoundByItsName(ProblemType type) {
        assertThat(ProblemType.named(type.slug())).contains(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 405, 406, 408, 413, 415, 429, 500, 503})
    void shouldGoWithTheStatusItIsChosenFor(int status) {
        assertThat(ProblemType.ofStatus(status).status()).isEqualTo(status);
    }

    @Test
    void shouldBeOfTheRightClassForAStatusOfNoTypeOfItsOwn() {
        assertThat(ProblemType.ofStatus(431)).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(ProblemType.ofStatus(505)).isEqualTo(ProblemType.INTERNAL_ERROR);
    }
}
