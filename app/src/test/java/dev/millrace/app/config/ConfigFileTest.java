package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.sample.Shop;
import dev.millrace.app.config.sample.Texts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final Path NAME = Path.of("conf", "shop.yaml");

    @ParameterizedTest
    @CsvSource({
        "name, 2:7, name",
        "sources, 3:1, sources",
        "sources.customers, 4:3, sources.customers",
        "sources.customers.fields.id, 9:14, sources.customers.fields.id",
        "sources.customers.fields.id.sequence, 9:25, sources.customers.fields.id.sequence",
        "sources.orders.max-size, 17:15, sources.orders.max-size",
        "sources.orders.maxSize, 17:15, sources.orders.max-size",
        "sources.orders.fields.customerId.ref, 20:25, sources.orders.fields.customerId.ref",
        "sources.clicks.rate[2], 25:22, sources.clicks.rate[2]",
        "pipelines.revenue.steps, 34:5, pipelines.revenue.steps",
        "pipelines.revenue.steps[0], 35:9, pipelines.revenue.steps[0]",
        "pipelines.revenue.steps[0].filter, 35:17, pipelines.revenue.steps[0].filter",
        "pipelines.revenue.steps[1].route[0].when, 36:24, pipelines.revenue.steps[1].route[0].when",
        "pipelines.revenue.steps[3].repeat[1].to, 43:17, pipelines.revenue.steps[3].repeat[1].to",
    })
    void pointsAtASetting(String path, String place, String shown) throws InvalidFile {
        assertThat(read(Texts.WHOLE).at(path, "is wrong"))
                .hasToString(NAME + ":" + place + ": " + shown + ": is wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "store.none, 46:1, store.none",
        "sources.orders.none.at[3].all, 13:3, sources.orders.none.at[3].all",
        "pipelines.revenue.steps[99].filter, 34:5, pipelines.revenue.steps[99].filter",
        "pipelines.revenue.steps.filter, 34:5, pipelines.revenue.steps.filter",
        "pipelines.revenue.steps[99999999999], 34:5, pipelines.revenue.steps[99999999999]",
        "pipelines.revenue.steps[, 34:5, pipelines.revenue.steps[",
        "name.first, 2:7, name.first",
        "name[0], 2:7, name[0]",
        "sources.orders.topics, 13:3, sources.orders.topics",
        "nowhere, 2:1, nowhere",
    })
    void pointsAtTheNearestAroundASettingThatIsNotThere(String path, String place, String shown) throws InvalidFile {
        assertThat(read(Texts.WHOLE).at(path, "is wrong"))
                .hasToString(NAME + ":" + place + ": " + shown + ": is wrong");
    }

    @Test
    void pointsAtTheWholeFile() throws InvalidFile {
        assertThat(read("# a shop\nname: x").at("", "is wrong")).hasToString(NAME + ":2:1: is wrong");
    }

    @Test
    void takesTheLongestNameWithDotsThatFits() throws InvalidFile {
        var file = read("""
                name: x
                sources:
                  a: {topic: t, key: k}
                  a.topic: {topic: t}
                  a.topic.key: {topic: t}
                """);

        assertThat(file.at("sources.a.topic.topic", "m")).hasToString(NAME + ":4:20: sources.a.topic.topic: m");
        assertThat(file.at("sources.a.topic.key", "m")).hasToString(NAME + ":5:16: sources.a.topic.key: m");
        assertThat(file.at("sources.a.key", "m")).hasToString(NAME + ":3:22: sources.a.key: m");
    }

    @Test
    void putsAMessageOnOneShortLine() throws InvalidFile {
        var file = read("name: x");

        assertThat(file.at("name", "two\nlines\u001b[1m").message()).isEqualTo("two\\nlines\\u001b[1m");
        assertThat(file.at("name", "x".repeat(5_000)).message()).hasSize(601).endsWith("x…");
    }

    private static ConfigFile<Shop> read(String text) throws InvalidFile {
        return ConfigReader.read(NAME, text, Shop.class, Map.of());
    }
}
