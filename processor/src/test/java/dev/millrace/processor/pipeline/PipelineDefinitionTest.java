package dev.millrace.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineDefinitionTest {
    private static final Filter FILTER = new Filter("data.a > 0");
    private static final Duration DAY = Duration.ofDays(1);
    private static final To TO = new To("out");
    private static final Map<String, String> COUNT = Map.of("n", "count()");

    @Test
    void takesAllStepsThereAre() {
        assertThatCode(() -> pipeline(
                        FILTER, route("large"), new Window(spec("10s", "5s"), COUNT, "w"), FILTER, route("small"), TO))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhereNothingIsRead() {
        refuses(() -> new PipelineDefinition(List.of(), List.of(TO)), "from", "names no topic to read from");
        refuses(() -> new PipelineDefinition(List.of("a", "b", "a"), List.of(TO)), "from[2]", "'a' is there twice");
        refuses(
                () -> new PipelineDefinition(List.of("a b"), List.of(TO)),
                "from[0]",
                "must be a topic name of letters, digits, '.', '_' and '-', was 'a b'");
    }

    @Test
    void refusesWhereNothingIsWritten() {
        refuses(() -> pipeline(), "steps", "must end with a step that writes, such as 'to: some.topic'");
        refuses(
                () -> pipeline(FILTER),
                "steps",
                "what comes out of the last step, steps[0], goes nowhere: end with 'to: some.topic'");
        refuses(
                () -> pipeline(FILTER, new Window(spec("10s", "0s"), COUNT, "w")),
                "steps",
                "what comes out of the last step, steps[1], goes nowhere: end with 'to: some.topic'");
    }

    @Test
    void refusesToWriteInTheMiddle() {
        refuses(
                () -> pipeline(FILTER, TO, FILTER, TO),
                "steps[1].to",
                "must be the last step; to write on the way, use 'route' with 'keep: true'");
    }

    @Test
    void refusesAPipelineThatFeedsItself() {
        refuses(
                () -> pipeline(new To("in")),
                "steps[0].to",
                "'in' is where the pipeline reads from: it would feed itself");
        refuses(
                () -> pipeline(FILTER, route("in"), TO),
                "steps[1].route[0].to",
                "'in' is where the pipeline reads from: it would feed itself");
    }

    @Test
    void refusesTwoWindowsOfOneName() {
        var window = new Window(spec("10s", "0s"), COUNT, "window");

        refuses(
                () -> pipeline(window, window, TO),
                "steps[1].name",
                "another window is called 'window' already; state is kept under this name, so give each its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "999us", "1500us"})
    void refusesALengthThatIsNone(String length) {
        refuses(() -> spec(length, "0s"), "tumbling", "must be at least 1ms, in whole milliseconds, was " + length);
    }

    @Test
    void refusesWhatIsBlankOrTaken() {
        refuses(() -> new Filter(" "), "filter", "must be a condition such as data.amount > 0");
        refuses(() -> new Branch("", "t", false), "when", "must be a condition such as data.amount > 1000");
        refuses(
                () -> new Route(List.of()),
                "route",
                "must have at least one branch, such as {when: condition, to: topic}");
        refuses(
                () -> new WindowSpec(Duration.ofSeconds(1), Duration.ZERO, DAY, ""),
                "by",
                "must be 'key' or an expression such as data.region");
        refuses(
                () -> new WindowSpec(Duration.ofSeconds(1), Duration.ofMillis(-1), DAY, "key"),
                "grace",
                "must be zero or more, in whole milliseconds, was -1ms");
        refuses(
                () -> new Window(spec("1s", "0s"), Map.of(), "w"),
                "aggregate",
                "must compute something, such as {orders: count()}");
        refuses(
                () -> new Window(spec("1s", "0s"), Map.of("key", "count()"), "w"),
                "aggregate.key",
                "is a field every window result has already; choose another name");
        refuses(
                () -> new Window(spec("1s", "0s"), Map.of("a b", "count()"), "w"),
                "aggregate.a b",
                "must be a name of letters, digits and _");
        refuses(
                () -> new Window(spec("1s", "0s"), COUNT, "1"),
                "name",
                "must be at most 50 letters, digits, _ and -, from a letter on, was '1'");
    }

    @Test
    void refusesATopicWhoseDeadLetterTopicWouldBeTooLong() {
        assertThat(catchThrowableOfType(InvalidSetting.class, () -> new To("t".repeat(246))))
                .hasMessageContaining("to: is too long");
        assertThatCode(() -> new To("t".repeat(245))).doesNotThrowAnyException();
    }

    @Test
    void everySettingIsDocumentedAndEveryStepBeginsWithItsWord() {
        for (var type : Step.class.getPermittedSubclasses()) {
            assertThat(type.getRecordComponents()[0].getName()).isEqualToIgnoringCase(type.getSimpleName());
        }
        var types = List.of(
                PipelineDefinition.class,
                Filter.class,
                Route.class,
                Branch.class,
                Window.class,
                WindowSpec.class,
                To.class);
        assertThat(types)
                .allSatisfy(type -> assertThat(type.getRecordComponents())
                        .allSatisfy(component -> assertThat(component.isAnnotationPresent(Doc.class))
                                .as("%s.%s", type.getSimpleName(), component.getName())
                                .isTrue()));
    }

    @Test
    void defaultsAreAsDocumented() {
        assertThat(defaultOf(Branch.class, "keep")).isEqualTo("false");
        assertThat(defaultOf(WindowSpec.class, "grace")).isEqualTo("0s");
        assertThat(defaultOf(WindowSpec.class, "ahead")).isEqualTo("1d");
        assertThat(defaultOf(WindowSpec.class, "by")).isEqualTo(WindowSpec.KEY);
        assertThat(defaultOf(Window.class, "name")).isEqualTo("window");
    }

    private static String defaultOf(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map((RecordComponent component) ->
                        component.getAnnotation(Default.class).value())
                .findFirst()
                .orElseThrow();
    }

    private static PipelineDefinition pipeline(Step... steps) {
        return new PipelineDefinition(List.of("in"), List.of(steps));
    }

    private static Route route(String topic) {
        return new Route(List.of(new Branch("data.a > 9", topic, false)));
    }

    private static WindowSpec spec(String tumbling, String grace) {
        return new WindowSpec(Durations.parse(tumbling), Durations.parse(grace), DAY, "key");
    }

    private static void refuses(ThrowingCallable code, String field, String problem) {
        var refusal = catchThrowableOfType(InvalidSetting.class, code);
        assertThat(refusal).as("nothing was refused").isNotNull();
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.problem()).isEqualTo(problem);
    }
}
