package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.shape.Shapes;
import dev.millrace.settings.Beside;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.Share;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that may stand beside those of any choice. */
class BesideTest {
    record Shelf(Map<String, Thing> things) {}

    sealed interface Thing {
        record Book(String book, int pages) implements Thing {}

        record Box(Map<String, Thing> box) implements Thing {}

        @Scalar
        record Plain(String plain) implements Thing {}

        @Beside
        record Sometimes(Thing of, Share missing) implements Thing {
            public Sometimes {
                if (missing.fraction() == 1) {
                    throw new InvalidSetting("missing", "is always");
                }
            }
        }
    }

    sealed interface Twice {
        record One(String one) implements Twice {}

        @Beside
        record A(Twice a, int x) implements Twice {}

        @Beside
        record B(Twice b, int y) implements Twice {}
    }

    sealed interface Clash {
        record One(String one, int x) implements Clash {}

        @Beside
        record A(Clash a, int x) implements Clash {}
    }

    @Test
    void settingsBesideAnyChoiceMakeTheRecordAroundIt() throws InvalidFile {
        var book = new Thing.Book("x", 3);

        assertThat(read("{book: x, pages: 3, missing: 5%}")).isEqualTo(new Thing.Sometimes(book, new Share(0.05)));
        assertThat(read("{of: {book: x, pages: 3}, missing: 5%}"))
                .isEqualTo(new Thing.Sometimes(book, new Share(0.05)));
        assertThat(read("{of: x, missing: 5%}")).isEqualTo(new Thing.Sometimes(new Thing.Plain("x"), new Share(0.05)));
        assertThat(read("{book: x, pages: 3}")).isEqualTo(book);
        assertThat(read("{box: {a: {plain: x, missing: 1%}}, missing: 5%}"))
                .isEqualTo(new Thing.Sometimes(
                        new Thing.Box(Map.of("a", new Thing.Sometimes(new Thing.Plain("x"), new Share(0.01)))),
                        new Share(0.05)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{book: x, pages: 3, missing: 5}|1:42: things.t.missing: '5' is not a share such as 0.1% or 20%",
                "{book: x, pages: 3, missing: 100%}|1:42: things.t.missing: is always",
                "{book: x, pages: y, missing: 5%}|1:30: things.t.pages: expected a whole number such as 10, but found 'y'",
                "{book: x, missing: 5%}|1:13: things.t.pages: is missing; expected a whole number such as 10",
                "{book: x, pages: 3, mising: 5%}|1:33: things.t.mising: unknown setting; did you mean 'missing'?",
                "{missing: 5%}|1:13: things.t: one of these must be here: book, box, plain, of",
                "{of: x}|1:13: things.t.missing: is missing; expected a share such as 0.1%"
            })
    void whatIsWrongIsNamedWhereItStands(String thing, String problem) {
        var refused = catchThrowableOfType(InvalidFile.class, () -> read(thing));

        assertThat(refused).hasMessage("shelf.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{book: x, pages: 3, missing: 5%}|0",
                "{of: x, missing: 5%}|0",
                "{box: {a: {plain: x, missing: 1%}}, missing: 5%}|0",
                "{book: x, pages: 3, missing: 5}|1",
                "{book: x, pages: 3, mising: 5%}|1",
                "{missing: 5%}|1"
            })
    void theSchemaSaysTheSame(String thing, int wrong) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonSchema.of(Shelf.class), InputFormat.JSON);

        assertThat(schema.validate("things: {t: " + thing + "}", InputFormat.YAML)
                        .isEmpty())
                .isEqualTo(wrong == 0);
    }

    @Test
    void twoRecordsBesideOrSettingsOfTheSameNameAreABug() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shapes.of(Twice.class))
                .withMessageContaining("at most one of its records is @Beside");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shapes.of(Clash.class))
                .withMessageContaining("has a setting 'x' of its own");
    }

    private static Thing read(String thing) throws InvalidFile {
        return ConfigReader.read(Path.of("shelf.yaml"), "things: {t: " + thing + "}", Shelf.class, Map.of())
                .value()
                .things()
                .get("t");
    }
}
