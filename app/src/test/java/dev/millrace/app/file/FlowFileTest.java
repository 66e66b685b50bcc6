package dev.millrace.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.event.progress.Delivery;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.flow.shed.Priority;
import dev.millrace.flow.shed.ShedSettings;
import dev.millrace.flow.shed.Threshold;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Share;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits and flow control as the file says them. */
class FlowFileTest {
    private static final String FILE = """
            name: shop
            redis: {address: "redis://:${SECRET}@redis.example:6380"}
            limits:
              shop: {rate: 100000/s, window: 500ms, burst: 10%, sources: [orders, partners]}
            flow:
              breaker: {slow-call: 1500ms, at-least: 7}
              speed: 3
            sources:
              orders:
                topic: shop.orders
                rate: 20/s
                fields: {id: {sequence: "c-%d"}}
                flow:
                  batching: {most: 1MiB}
                  retry: {longest: 2s}
              partners: {topic: shop.partners, http: {}}
            """;

    @TempDir
    Path folder;

    private LoadedFile load(String text) throws Exception {
        var path = Files.writeString(folder.resolve("shop.yaml"), text);
        return FileLoader.load(path, Map.of("SECRET", "hidden"));
    }

    @Test
    void whatTheFileSaysHoldsAndForASourceWhatItSaysItself() throws Exception {
        var file = load(FILE).file();

        var limit = file.limitSettings().get("shop");
        assertThat(limit.permits()).isEqualTo(50_000);
        assertThat(limit.sources()).isEqualTo(List.of("orders", "partners"));
        assertThat(file.flow().breaker().atLeast()).isEqualTo(7);
        var policy = SourceFlows.of(file.flow(), file.ownFlows(), Clock.systemUTC())
                .flow("orders", new DataSize(1 << 25))
                .policy();
        assertThat(policy.patience()).isEqualTo(Duration.ofMillis(1500));
        assertThat(policy.resume().speed()).isEqualTo(3);
        assertThat(policy.retry().longest()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void thePlanShowsLimitsAndWhereTheyAreKeptButNoPassword() throws Exception {
        var loaded = load(FILE);

        assertThat(loaded.describe())
                .contains("redis       redis.example:6380")
                .containsPattern("shop +100000/s in any 500ms, burst 10%, for orders, partners")
                .doesNotContain("hidden");
        assertThat(loaded.file().redis()).hasToString("RedisSection[redis.example:6380]");
    }

    @Test
    void withoutLimitsThereIsNoWordOfRedis() throws Exception {
        assertThat(load("""
                name: shop
                sources: {partners: {topic: shop.partners, http: {}}}
                """).describe()).doesNotContain("redis", "limits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sources: [orders, partners] | sources: [orders, nobody] | limits.shop.sources[1] | there is no source 'nobody'",
                "window: 500ms               | window: 1ms               | limits.shop.window     | must be from 100ms to 1h",
                "slow-call: 1500ms           | slow-call: 0s             | flow.breaker.slow-call | must be positive",
                "at-least: 7                 | at-least: 70              | flow.breaker.at-least  | must be from 1 to 20",
                "speed: 3                    | speed: 1                  | flow.speed             | must be above 1",
                "speed: 3                    | shed: {most: 0}           | flow.shed.most         | must be at least 1",
                "speed: 3                    | shed: {heap: {from: 90%, to: 80%}} | flow.shed.heap.to | must be above from",
                "speed: 3                    | delivery: at-most-once    | flow.delivery          | at-least-once",
                "retry: {longest: 2s}        | retry: {tries: 0}         | sources.orders.flow.retry.tries | must be at least 1",
                "http: {}                    | http: {}, flow: {delivery: at-least-once} | sources.partners.flow.delivery | must be exactly-once",
                "http: {}                    | http: {}, flow: {on-resume: skip} | sources.partners.flow.on-resume | cannot be skip",
                "http: {}                    | file: {path: a, format: text}, flow: {priority: low} | sources.partners.flow.priority | is not for a followed file",
                "most: 1MiB                  | most: 1KiB                | sources.orders.flow.batching.most | must not be below least",
                "redis://                    | http://                   | redis.address          | must be like redis://host:6379"
            })
    void whatCannotBeIsRefusedWhereItStands(String right, String wrong, String where, String why) {
        assertThatThrownBy(() -> load(FILE.replace(right, wrong)))
                .isInstanceOfSatisfying(
                        InvalidFile.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .asString()
                                .contains("shop.yaml:", where, why)
                                .doesNotContain("hidden"));
    }

    @Test
    void whatIsShedAndWhatIsDearStandsInTheFile() throws Exception {
        var file = load(FILE.replace("speed: 3", "shed: {cpu: {from: 90%, to: 100%}}\n  on-resume: skip")
                        .replace("retry: {longest: 2s}", "priority: high\n      delivery: at-least-once"))
                .file();
        var shed = file.flow().shed();
        assertThat(shed).isNotNull();
        assertThat(shed.most()).isEqualTo(ShedSettings.defaults().most());
        assertThat(shed.cpu()).isEqualTo(new Threshold(new Share(0.9), new Share(1)));
        assertThat(shed.queue()).isNull();

        var flow =
                SourceFlows.of(file.flow(), file.ownFlows(), Clock.systemUTC()).flow("orders", new DataSize(1 << 25));
        assertThat(flow.shedding().isOn()).isTrue();
        assertThat(flow.shedding().priority()).isEqualTo(Priority.HIGH);
        assertThat(flow.policy().resume().onResume()).isEqualTo(OnResume.SKIP);
        assertThat(flow.policy().delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
    }

    @Test
    void postsAreDeliveredExactlyOnceWhateverIsUsual() throws Exception {
        var file = load(FILE.replace("speed: 3", "delivery: at-least-once")).file();
        var flows = SourceFlows.of(file.flow(), file.ownFlows(), Clock.systemUTC());

        assertThat(flows.flow("orders", new DataSize(1 << 25)).policy().delivery())
                .isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(flows.flow("partners", new DataSize(1 << 25)).policy().delivery())
                .isEqualTo(Delivery.EXACTLY_ONCE);
    }

    @Test
    void anomaliesAreNotDeliveredAtLeastOnce() {
        assertThatThrownBy(() -> load(FILE.replace("speed: 3", "delivery: at-least-once")
                        .replace("rate: 20/s", "rate: 20/s\n    anomalies: {drop: 1%}")))
                .isInstanceOfSatisfying(
                        InvalidFile.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .asString()
                                .contains("sources.orders.anomalies", "need 'delivery: exactly-once'"));
    }

    @Test
    void aSourceIsUnderOneLimit() {
        assertThatThrownBy(() -> load(
                        FILE.replace("flow:\n  breaker", "  other: {rate: 5/s, sources: [orders]}\nflow:\n  breaker")))
                .isInstanceOfSatisfying(
                        InvalidFile.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .asString()
                                .contains("limits.other.sources[0]", "source 'orders' is under limit 'shop' already"));
    }

    @Test
    void changedFlowControlIsNoNewRun() throws Exception {
        var orders = load(FILE).file().sources().get("orders");
        var others =
                load(FILE.replace("most: 1MiB", "most: 2MiB")).file().sources().get("orders");

        assertThat(orders).isNotEqualTo(others);
        assertThat(orders.asGenerated()).isEqualTo(others.asGenerated());
    }
}
