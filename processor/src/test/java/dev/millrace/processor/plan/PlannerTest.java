package dev.millrace.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.processor.pipeline.Branch;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.Step;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Planner PLANNER = new Planner();
    private static final Filter FILTER = new Filter("data.amount > 0");
    private static final Route ROUTE =
            new Route(List.of(new Branch("data.amount > 1000", "large", false), new Branch("data.vip", "vip", true)));

    @Test
    void saysWhatWillRun() {
        var aggregate = new LinkedHashMap<String, String>();
        aggregate.put("orders", "count()");
        aggregate.put("revenue", "sum(data.amount)");

        var plan = plan(FILTER, ROUTE, window("data.region", aggregate, "window"), new To("shop.revenue"));

        assertThat(plan.describe()).isEqualTo("""
                pipeline revenue, exactly once, application id web-shop.revenue
                  stage intake, one processor
                    read shop.orders
                    keep where data.amount > 0
                    route to large where data.amount > 1000
                    route to vip where data.vip, and go on with it
                    partition anew by data.region, through web-shop.revenue-window-repartition
                  stage gather-window, one processor
                    read web-shop.revenue-window-repartition (internal)
                    window window: tumbling 10s, grace 5s, by key, final results only; state in store window
                      orders: count()
                      revenue: sum(data.amount)
                    write to shop.revenue
                  topics
                    in            shop.orders
                    out           large, vip, shop.revenue
                    dead letters  shop.orders.dlq, shop.revenue.dlq
                    repartition   web-shop.revenue-window-repartition
                    changelog     web-shop.revenue-window-changelog
                """);
    }

    @Test
    void stateGatheredBySomethingElseIsNotGoneOnWith() {
        var layouts = Stream.of("key", "data.region", "data.customer")
                .map(by -> layout(by))
                .toList();

        assertThat(layouts).doesNotHaveDuplicates();
        assertThat(layout(" data.region ")).isEqualTo(layout("data.region"));
    }

    private static String layout(String by) {
        var plan = plan(window(by, Map.of("n", "count()"), "window"), new To("out"));
        return plan.stages().getLast().windows().findFirst().orElseThrow().layout();
    }

    @Test
    void fusesAllStepsWhereNoOtherKeyIsNeeded() {
        var plan =
                plan(FILTER, window("key", count(), "a"), FILTER, window(" key ", count(), "b"), ROUTE, new To("out"));

        assertThat(plan.stages()).hasSize(1);
        assertThat(plan.repartitionTopics()).isEmpty();
        assertThat(plan.stores()).containsExactly("a", "b");
    }

    @Test
    void namesDoNotDependOnWhereAStepStands() {
        var before = plan(window("data.a", count(), "w"), new To("out"));
        var after = plan(FILTER, ROUTE, window("data.a", count(), "w"), FILTER, new To("out"));

        assertThat(after.repartitionTopics()).isEqualTo(before.repartitionTopics());
        assertThat(after.changelogTopics()).isEqualTo(before.changelogTopics());
        assertThat(after.stores()).isEqualTo(before.stores());
    }

    @Test
    void isAValue() {
        assertThat(plan(FILTER, ROUTE, window("data.a", count(), "w"), new To("out")))
                .isEqualTo(plan(FILTER, ROUTE, window("data.a", count(), "w"), new To("out")))
                .isNotEqualTo(
                        plan(new Filter("data.amount > 1"), ROUTE, window("data.a", count(), "w"), new To("out")));
    }

    @Test
    void topicsThatMeetByKeyMustBeCopartitioned() {
        var definition = new PipelineDefinition(List.of("a", "b"), List.of(window("key", count(), "w"), new To("out")));
        var regrouped =
                new PipelineDefinition(List.of("a", "b"), List.of(window("data.a", count(), "w"), new To("out")));

        assertThat(PLANNER.plan("f", "p", definition).needsCopartitioning()).isTrue();
        assertThat(PLANNER.plan("f", "p", regrouped).needsCopartitioning()).isFalse();
    }

    @Test
    void refusesABadConditionWithItsPlace() {
        refuses(
                "steps[1].filter",
                "'dta' is not known here; did you mean 'data'? known are id, source, type, time, key, correlationId,"
                        + " run, index, data (at character 1 of `dta.amount > 0`)",
                FILTER,
                new Filter("dta.amount > 0"),
                new To("out"));
        refuses(
                "steps[0].route[1].when",
                "must come to true or false, but comes to int (at character 5 of `size(data)`)",
                new Route(List.of(new Branch("true", "a", false), new Branch("size(data)", "b", false))),
                new To("out"));
    }

    @Test
    void refusesABadWindow() {
        refuses(
                "steps[0].window.by",
                "the expression ends too early (at character 7 of `data. `)",
                window("data. ", count(), "w"),
                new To("out"));
        refuses(
                "steps[0].aggregate.n",
                "there is no aggregate 'total'; there are count(), sum(…), min(…), max(…), avg(…)",
                window("key", Map.of("n", "total(data.a)"), "w"),
                new To("out"));
        refuses(
                "steps[0].aggregate.n",
                "'count' takes nothing in its parentheses, found 1",
                window("key", Map.of("n", "count(data.a)"), "w"),
                new To("out"));
        refuses(
                "steps[0].aggregate.n",
                "'sum' takes one expression, found 0",
                window("key", Map.of("n", "sum()"), "w"),
                new To("out"));
    }

    @Test
    void refusesNamesThatMakeNoTopicNames() {
        var definition = new PipelineDefinition(List.of("in"), List.of(new To("out")));

        assertThat(catchThrowableOfType(InvalidSetting.class, () -> PLANNER.plan("f", "a.b", definition)))
                .hasMessageContaining("the pipeline's name becomes part of topic names");
        assertThat(catchThrowableOfType(InvalidSetting.class, () -> PLANNER.plan("a b", "p", definition)))
                .hasMessageContaining("the file's name becomes part of topic names");
    }

    private static void refuses(String field, String problem, Step... steps) {
        var refusal = catchThrowableOfType(InvalidSetting.class, () -> plan(steps));
        assertThat(refusal).as("nothing was refused").isNotNull();
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.problem()).isEqualTo(problem);
    }

    private static Plan plan(Step... steps) {
        return PLANNER.plan("web-shop", "revenue", new PipelineDefinition(List.of("shop.orders"), List.of(steps)));
    }

    private static Window window(String by, Map<String, String> aggregate, String name) {
        return new Window(
                new WindowSpec(Durations.parse("10s"), Durations.parse("5s"), Durations.parse("1d"), by),
                aggregate,
                name);
    }

    private static Map<String, String> count() {
        return Map.of("n", "count()");
    }
}
