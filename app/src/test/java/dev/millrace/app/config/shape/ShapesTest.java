package dev.millrace.app.config.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.millrace.app.config.ConfigReader;
import dev.millrace.settings.Default;
import dev.millrace.settings.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are no settings are found when they are first used, not when a file happens to use them. */
class ShapesTest {
    record Outer(List<Map<String, Inner>> inner) {}

    record Inner(Set<String> set) {}

    record KeyedByNumber(Map<Integer, String> map) {}

    record Raw(Object any) {}

    record Generic<T>(T value) {}

    record OfGeneric(Generic<String> generic) {}

    record Undecided(@Nullable @Default("x") String text) {}

    record NoYaml(@Default("[") String text) {}

    @Scalar
    record BareOfNothing() {}

    @Scalar
    record BareOptional(@Nullable String text) {}

    @Scalar
    record BareOfTwo(String text, String more) {}

    @Scalar
    record BareMap(Map<String, String> map) {}

    sealed interface Optionally {
        record First(@Nullable String first) implements Optionally {}
    }

    sealed interface Twice {
        record One(String same) implements Twice {}

        record Two(int same) implements Twice {}
    }

    sealed interface Classy {
        final class NoRecord implements Classy {}
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(Outer.class, "$Inner.set: a setting cannot be of type java.util.Set<java.lang.String>"),
                Arguments.of(KeyedByNumber.class, ".map: a setting cannot be of type java.util.Map<java.lang.Integer"),
                Arguments.of(Raw.class, ".any: a setting cannot be of type java.lang.Object"),
                Arguments.of(OfGeneric.class, ".generic: a setting cannot be of type"),
                Arguments.of(Undecided.class, ".text: has a default, and so is never null"),
                Arguments.of(NoYaml.class, ".text:1:2: not YAML: the file ends before a bracket"),
                Arguments.of(BareOfNothing.class, "a @Scalar record's first component is required"),
                Arguments.of(BareOptional.class, "a @Scalar record's first component is required"),
                Arguments.of(BareOfTwo.class, "a @Scalar record's first component is required, no other is"),
                Arguments.of(BareMap.class, "and it is a scalar or a list"),
                Arguments.of(
                        Optionally.class, "$First: its first component tells it from the others, so it is required"),
                Arguments.of(Twice.class, "two of its records have first components of the same name: [same, same]"),
                Arguments.of(Classy.class, "what a sealed type of settings permits must be a record"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhereATypeIsWrong(Class<?> type, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Shapes.of(type)).withMessageContaining(message);
    }

    sealed interface Tree {
        record Branch(List<Tree> branch, @Nullable Branch graft) implements Tree {}

        @Scalar
        record Leaf(String leaf) implements Tree {}
    }

    @Test
    void typesMayHoldThemselves() {
        assertThatCode(() -> Shapes.of(Tree.class)).doesNotThrowAnyException();
    }

    record Wrapped(Boolean truth, Integer whole, Long wide, Double decimal) {}

    @Test
    void wrappersAreWhatTheyWrap() {
        assertThat(Shapes.of(Wrapped.class))
                .isInstanceOfSatisfying(
                        Shape.Settings.class,
                        shape -> assertThat(shape.type().settings())
                                .extracting(setting -> setting.shape().get())
                                .containsExactly(
                                        new Shape.Truth(),
                                        new Shape.Whole(false),
                                        new Shape.Whole(true),
                                        new Shape.Decimal()));
    }

    record WrongDefault(@Default("many") int number) {}

    @Test
    void aDefaultThatCannotBeIsABug() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigReader.read(Path.of("x"), "{}", WrongDefault.class, Map.of()))
                .withMessageContaining("WrongDefault.number")
                .withMessageContaining("expected a whole number such as 10, but found 'many'");
    }

    record Broken(String text) {
        Broken {
            throw new UnsupportedOperationException("a bug");
        }
    }

    @Test
    void aConstructorThatFailsOtherwiseThanByRefusingIsABug() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigReader.read(Path.of("x"), "text: a", Broken.class, Map.of()))
                .withMessageContaining("Broken")
                .withRootCauseInstanceOf(UnsupportedOperationException.class);
    }
}
