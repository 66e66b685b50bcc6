package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.sample.Shop;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What came from the environment may be a secret: no message shows it. */
class SecretsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SECRET",
            "hunter2",
            "ZERO",
            "0",
            "PATHLIKE",
            "/vault/user:pa55word?x",
            "TIME",
            "0s",
            "CONTROL",
            "a\u001bb c");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sources: {s: {topic: t, rate: \"${SECRET}\"}}|sources.s.rate: expected a rate such as 5000/s,"
                        + " a list such as [5000/s], or a mapping with one of constant, mean, stairs,"
                        + " but found something else in '${SECRET}'",
                "sources: {s: {topic: t, max-size: \"${SECRET}4\"}}|sources.s.max-size: expected a size such as 4KiB,"
                        + " but found something else in '${SECRET}4'",
                "sources: {s: {topic: t, encoding: \"${SECRET}\"}}|sources.s.encoding: expected one of json, avro, compact-frame,"
                        + " but found something else in '${SECRET}'",
                "sources: \"${SECRET}\"|sources: expected names, each with a mapping with"
                        + " topic, key, encoding, rate, fields, max-size, late, but found something else in '${SECRET}'",
                "store: {uri: \"${CONTROL}\"}|store.uri: expected a URI such as s3://bucket/folder,"
                        + " but found something else in '${CONTROL}'",
                "store: {uri: s, partitions: \"${SECRET}\"}|store.partitions: expected a whole number such as 10,"
                        + " but found something else in '${SECRET}'",
                "store: {uri: s, compact: \"${SECRET}\"}|store.compact: expected true or false,"
                        + " but found something else in '${SECRET}'",
                "store: {uri: s, bucket: \"${CONTROL}\"}|store.bucket: expected a bucket name,"
                        + " but found something else in '${CONTROL}'",
            })
    void isNotShownWhereItIsOfTheWrongType(String setting, String message) {
        assertThat(refused("name: x\n" + setting).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.path() + ": " + problem.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password: \"${SECRET}\"|store.password: '${SECRET}' is too short",
                "password: \"x${ZERO}\"|store.password: 'x${ZERO}' is too short",
                "password: \"${NONE:short}\"|store.password: 'short' is too short",
                "password: short|store.password: 'short' is too short",
                "partitions: \"${ZERO}\"|store.partitions: must be positive, was ${ZERO}",
                "partitions: \"-${ZERO}\"|store.partitions: must be positive, was ${ZERO}",
                "every: \"${TIME}\"|store.every: must be positive, was ${TIME}",
            })
    void isNotShownInARecordsRefusal(String setting, String message) {
        assertThat(refused("name: x\nstore: {uri: 's3:b', " + setting + "}")).hasMessageEndingWith(" " + message);
    }

    @Test
    void notEvenAPieceOfItIsShown() {
        assertThat(refused("name: x\nstore: {uri: \"${PATHLIKE}\"}"))
                .hasMessage("shop.yaml:2:8: store: is not valid;"
                        + " the message is not shown, since it has a part of the value of ${PATHLIKE}");
    }

    @Test
    void isNotShownByLaterStages() throws InvalidFile {
        var file = ConfigReader.read(
                Path.of("shop.yaml"),
                "name: x\nstore: {uri: 's3:b', password: \"${SECRET} and more\"}",
                Shop.class,
                ENVIRONMENT);

        assertThat(file.at("store.password", "no login with hunter2 and more"))
                .hasToString("shop.yaml:2:32: store.password: no login with ${SECRET} and more");
        assertThat(file.at("store", "no login with hunter2"))
                .hasToString("shop.yaml:2:8: store: no login with ${SECRET}");
        assertThat(file.at("name", "hunter2 is taken")).hasToString("shop.yaml:1:7: name: hunter2 is taken");
    }

    private static InvalidFile refused(String text) {
        return catchThrowableOfType(
                InvalidFile.class, () -> ConfigReader.read(Path.of("shop.yaml"), text, Shop.class, ENVIRONMENT));
    }
}
