package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.sample.BucketName;
import dev.millrace.app.config.sample.Encoding;
import dev.millrace.app.config.sample.Field;
import dev.millrace.app.config.sample.Limit;
import dev.millrace.app.config.sample.Pipeline;
import dev.millrace.app.config.sample.Shop;
import dev.millrace.app.config.sample.Source;
import dev.millrace.app.config.sample.Step;
import dev.millrace.app.config.sample.Store;
import dev.millrace.app.config.sample.Texts;
import dev.millrace.app.config.sample.Workload;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final Path NAME = Path.of("shop.yaml");

    @Test
    void readsEveryKindOfSetting() throws InvalidFile {
        var shop = read(Texts.WHOLE);

        assertThat(shop.name()).isEqualTo("web-shop");
        assertThat(shop.sources())
                .containsExactly(
                        entry(
                                "customers",
                                new Source(
                                        "shop.customers",
                                        "id",
                                        Encoding.JSON,
                                        new Workload.Constant(new Rate(20)),
                                        Map.of(
                                                "id", new Field.Sequence("customer-%08d", 100_000L),
                                                "tier", new Field.Choice(Map.of("gold", 5, "silver", 20, "basic", 75)),
                                                "class", new Field.Fixed("standard", false),
                                                "shop", new Field.Fixed("main", true)),
                                        new DataSize(1 << 20),
                                        null)),
                        entry(
                                "orders",
                                new Source(
                                        "shop.orders",
                                        null,
                                        Encoding.COMPACT_FRAME,
                                        new Workload.Sine(new Rate(5000), new Rate(3000), Duration.ofMinutes(10)),
                                        Map.of(
                                                "customerId", new Field.Derived.Ref("customers.id", 1.1),
                                                "amount", new Field.Lognormal(new Field.Spread(40, 0.8), 3),
                                                "copied", new Field.Derived.Copy("amount", "customers.id")),
                                        new DataSize(4096),
                                        new Share(0.001))),
                        entry("clicks", plain("shop.clicks", stairs(1, 2, 5))),
                        entry("views", plain("shop.views", stairs(5))));
        assertThat(shop.limits())
                .containsExactly(entry(
                        "shop",
                        new Limit(
                                new Rate(100_000),
                                Duration.ofSeconds(1),
                                new Share(0.1),
                                List.of("customers", "orders"))));
        assertThat(shop.pipelines())
                .containsExactly(entry(
                        "revenue",
                        new Pipeline(
                                List.of("shop.orders"),
                                List.of(
                                        new Step.Filter("data.amount > 0"),
                                        new Step.Route(List.of(new Step.Branch("data.amount > 1000", "shop.large"))),
                                        new Step.Window(
                                                new Step.Span(
                                                        Duration.ofSeconds(10), Duration.ofSeconds(5), "customer.tier"),
                                                Map.of("orders", "count()", "p99", "quantile(data.amount, 0.99)")),
                                        new Step.Repeat(
                                                List.of(new Step.Filter("data.ok"), new Step.To("shop.again")), 3),
                                        new Step.To("shop.revenue")))));
        assertThat(shop.store())
                .isEqualTo(new Store(
                        URI.create("s3://millrace/state"),
                        Path.of("data/store"),
                        Instant.parse("2026-01-31T12:00:00Z"),
                        12,
                        9_000_000_000L,
                        true,
                        Duration.ofMinutes(90),
                        new BucketName("mill-race"),
                        "correct horse",
                        List.of(9092, 9092)));
    }

    private static Source plain(String topic, Workload rate) {
        return new Source(topic, null, Encoding.JSON, rate, Map.of(), new DataSize(1 << 20), null);
    }

    private static Workload stairs(double... perSecond) {
        return new Workload.Stairs(Arrays.stream(perSecond).mapToObj(Rate::new).toList());
    }

    @Test
    void takesDefaultsWhereTheFileIsSilent() throws InvalidFile {
        var shop = read("""
                name: small
                store: {uri: "s3://x"}
                """);

        assertThat(shop)
                .isEqualTo(new Shop(
                        "small",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        new Store(
                                URI.create("s3://x"),
                                null,
                                null,
                                6,
                                0,
                                false,
                                Duration.ofMinutes(1),
                                null,
                                null,
                                List.of())));
    }

    @Test
    void keepsTheOrderOfTheFileAndLetsNobodyChangeIt() throws InvalidFile {
        var sources = read("""
                name: x
                sources: {zebra: {topic: z}, ant: {topic: a}, "": {topic: e}, m.n: {topic: m}}
                """).sources();

        assertThat(sources.keySet()).containsExactly("zebra", "ant", "", "m.n");
        assertThatThrownBy(sources::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "name: 2024, 2024",
                "name: 1.0, 1.0",
                "name: 0x1F, 0x1F",
                "name: true, true",
                "name: yes, yes",
                "name: 'null', null",
                "name: .inf, .inf",
                "name: 2026-01-31, 2026-01-31",
                "`name: \"a\\tb\"`, `a\tb`",
                "`name: >-\n  folded\n  text`, folded text",
                "`name: |-\n  two\n  lines`, `two\nlines`",
                "`{\"name\": \"json\"}`, json",
                "`\uFEFFname: marked`, marked",
                "`name: crlf\r\n`, crlf",
                "`%YAML 1.2\n---\nname: directive\n...\n`, directive",
                "`# nothing but\n\nname: comments # here`, comments",
                "name: grüße-😀, grüße-😀",
            })
    void textIsWhatStandsThere(String text, String name) throws InvalidFile {
        assertThat(read(text).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "+7, 7",
        "-7, -7",
        "0o17, 15",
        "0xff, 255",
        "1e3, 1000",
        "5.0, 5",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
    })
    void wholeNumbersAreReadAsYamlHasThem(String text, long number) throws InvalidFile {
        var store =
                read("name: x\nstore: {uri: 's3://x', offset: " + text + "}").store();

        assertThat(store.offset()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-0.5, -0.5", ".5, 0.5", "5., 5", "1e-3, 0.001", "6.02E+23, 6.02e23", "0x10, 16"})
    void numbersAreReadAsYamlHasThem(String text, double number) throws InvalidFile {
        var field = read("name: x\nsources: {s: {topic: t, fields: {f: {ref: r, skew: " + text + "}}}}")
                .sources()
                .get("s")
                .fields()
                .get("f");

        assertThat(field).isEqualTo(new Field.Derived.Ref("r", number));
    }

    @Test
    void readsAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("shop.yaml"), "name: on-disk");

        var read = ConfigReader.read(file, Shop.class, Map.of());

        assertThat(read.file()).isEqualTo(file);
        assertThat(read.value().name()).isEqualTo("on-disk");
    }

    private static Shop read(String text) throws InvalidFile {
        return ConfigReader.read(NAME, text, Shop.class, Map.of()).value();
    }
}
