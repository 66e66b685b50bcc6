package dev.millrace.app.config.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems("shop.yaml");

    @Test
    void areToldInTheOrderOfTheFile() {
        var root = Location.root(Position.START);
        problems.add(root.child("c", new Position(10, 1)), "third");
        problems.add(root.child("b", new Position(9, 20)), "second");
        problems.add(root.child("a", new Position(9, 3)).item(2, new Position(9, 3)), "first");
        problems.add(Location.root(Position.WHOLE_FILE), "before all");

        assertThatExceptionOfType(InvalidFile.class)
                .isThrownBy(problems::throwIfAny)
                .withMessage("""
                shop.yaml: before all
                shop.yaml:9:3: a[2]: first
                shop.yaml:9:20: b: second
                shop.yaml:10:1: c: third""");
    }

    @Test
    void areNoneWhereNoneWereFound() {
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new InvalidFile(List.of()));
    }

    @Test
    void endAReadingThatCannotGoOn() {
        problems.add(Location.root(Position.START), "comes of the same slip");

        assertThat(problems.fatal(new Position(3, 4), "no sense")).hasMessage("shop.yaml:3:4: no sense");
    }

    @Test
    void quoteNothingThatSteersATerminalOrFillsIt() {
        assertThat(Shown.value("a\nb\tc\u001b[0m\u202e\u00a0\uD83Dé😀"))
                .isEqualTo("'a\\nb\\u0009c\\u001b[0m\\u202e\\u00a0\\ud83dé😀'");
        assertThat(Shown.value("😀".repeat(61))).isEqualTo("'" + "😀".repeat(60) + "…'");
        assertThat(Shown.key("")).isEqualTo("''");
    }
}
