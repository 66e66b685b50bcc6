package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.faker.FakerPool;
import dev.millrace.settings.InvalidSetting;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextKindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[A-Z]{3}-\\d{4}",
                "^(GET|POST|PUT) /[a-z]{1,8}(/\\d{1,3})?$",
                "\\w{5}",
                "[^a-z]{10}",
                "[äöüß一-龥]{4}",
                "\\x41\\u00e9\\\\\"\\t",
                ".{0,20}",
                "(a|b(c|d){2}){0,3}",
                "[\\d\\-x]{6}",
                "(?:)",
                "[]a]?",
                "\\S{3}\\D{3}\\W{3}\\s"
            })
    void shouldMakeTextsThatFitTheirPattern(String pattern) {
        if (pattern.startsWith("[]")) {
            assertRefused("pattern", "empty", () -> new TextKind.Pattern(pattern));
            return;
        }
        var written = Written.by(new TextKind.Pattern(pattern), 5);
        for (long index = 0; index < 500; index++) {
            assertThat(written.text(index)).matches(pattern);
            assertThat(written.json(index).asString()).isEqualTo(written.text(index));
        }
    }

    @Test
    void shouldUseEveryPartOfAPattern() {
        var texts = Written.by(new TextKind.Pattern("(a|b|c)[xy]z{0,2}"), 5)
                .texts(2_000)
                .collect(Collectors.toSet());

        assertThat(texts).hasSize(3 * 2 * 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a*|no end",
                "a+|no end",
                "a{2,}|{2,} has no end",
                "a{5,2}|most is less",
                "a{|a count is",
                "*a|nothing here to repeat",
                "(a|not closed",
                "a)|closes nothing",
                "[a|not closed",
                "[z-a]|later one",
                "\\b|'\\b' is not possible",
                "(?=a)|look-around",
                "(?<n>a)|look-around",
                "a$b|anchor",
                "\\|backslash ends",
                "\\u12|hexadecimal",
                "(((a{100}){100}){100}){100}|at most 10000",
                "(){99999}|at most 10000"
            })
    void shouldRefusePatternsThatHaveNoEndOrNoMeaning(String pattern, String problem) {
        assertRefused("pattern", problem, () -> new TextKind.Pattern(pattern));
    }

    @Test
    void shouldRefuseDeepAndLongPatternsWithoutHarm() {
        assertRefused("pattern", "nested", () -> new TextKind.Pattern("(".repeat(400)));
        assertRefused("pattern", "1000", () -> new TextKind.Pattern("a".repeat(1_001)));
    }

    @Test
    void shouldPutFieldsTogether() {
        var written = Written.last(
                "first", new FieldKind.Constant(Literal.text("Ada \"Countess\"")),
                "n", new FieldKind.Constant(Literal.parse("4.5")),
                "mail", new TextKind.Template("{first}.{n}@{{x}}.example\n"));

        assertThat(written.text(0)).isEqualTo("Ada \"Countess\".4.5@{x}.example\n");
        assertThat(written.json(0).asString()).isEqualTo(written.text(0));
    }

    @Test
    void shouldSayTheSameInATemplateAsInTheFieldItNames() {
        Object[] fields = {"id", new FieldKind.Uuid(FieldKind.UuidVersion.V4), "t", new TextKind.Template("<{id}>")};
        var id = Written.last(fields[0], fields[1]);
        var template = Written.last(fields);
        for (long index = 0; index < 100; index++) {
            assertThat(template.text(index)).isEqualTo("<" + id.text(index) + ">");
        }
    }

    @ParameterizedTest
    @CsvSource({"{a, not closed", "a}, closes nothing", "{}, field's name", "{{a}, closes nothing"})
    void shouldRefuseTemplatesThatAreNone(String template, String problem) {
        assertRefused("template", problem, () -> new TextKind.Template(template));
    }

    @Test
    void shouldNameAFieldThatATemplateLacks() {
        assertRefused(
                "s.fields.t.template",
                "no field 'nme' here, only name, t",
                () -> Written.last(
                        "name", new FieldKind.Constant(Literal.text("x")), "t", new TextKind.Template("{nme}")));
    }

    @Test
    void shouldFindTemplatesThatGoRound() {
        assertRefused(
                "s.fields.b",
                "refers to itself: s.fields.b -> s.fields.a",
                () -> Written.last("a", new TextKind.Template("{b}"), "b", new TextKind.Template("{a}")));
    }

    @Test
    void shouldDrawInventedDataFromAPool() {
        var written = Written.by(new TextKind.Faker("name.fullName", "de", 50), 5);

        var names = written.texts(5_000).collect(Collectors.toSet());

        assertThat(names).hasSizeBetween(40, 50).allMatch(name -> name.contains(" "));
        assertThat(written.json(3).asString()).isEqualTo(written.text(3));
    }

    /** Pools are kept: another process is played by values that were made for another pool in between. */
    @ParameterizedTest
    @CsvSource({
        "name.fullName,en",
        "address.city,de",
        "internet.emailAddress,en",
        "commerce.productName,ja",
        "#{Name.lastName} & Co,fr"
    })
    void shouldMakeTheSamePoolFromTheSameSeed(String expression, String language) {
        var pool = new FakerPool(expression, language, 200);
        var once = pool.values(11);
        for (int other = 0; other < 70; other++) {
            new FakerPool("color.name", "en", 1).values(other);
        }

        var again = pool.values(11);

        assertThat(again).isNotSameAs(once).isEqualTo(once);
        assertThat(pool.values(12)).isNotEqualTo(once);
    }

    @Test
    void shouldMakeTheSameFirstValuesWhateverThePoolsSize() {
        assertThat(new FakerPool("address.city", "en", 100).values(4).subList(0, 10))
                .isEqualTo(new FakerPool("address.city", "en", 10).values(4));
    }

    @Test
    void shouldNeverChangeWhatItOnceMade() {
        assertThat(new FakerPool("name.fullName", "en", 3).values(1))
                .isEqualTo(List.of("Felicia Ruecker Jr.", "Tuan Bayer", "Tamra Smitham"));
    }

    @ParameterizedTest
    @CsvSource({
        "name, en, 10, faker, no expression",
        "name.nothing, en, 10, faker, leads nowhere",
        "date.birthday, en, 10, faker, looks at the clock",
        "'x #{ timeAndDate.past}', en, 10, faker, looks at the clock",
        "idNumber.valid, en, 10, faker, looks at the clock",
        "name.fullName, de_DE, 10, locale, no language",
        "name.fullName, '', 10, locale, no language",
        "name.fullName, en, 0, pool, from 1 to",
        "name.fullName, en, 1000000, pool, from 1 to"
    })
    void shouldRefuseWhatCannotBeInvented(String expression, String language, int size, String field, String problem) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Written.by(new TextKind.Faker(expression, language, size), 1))
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).endsWith(field));
    }

    private static void assertRefused(String field, String problem, ThrowingCallable making) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(making)
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
