package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.sample.Encoding;
import dev.millrace.app.config.sample.Shop;
import dev.millrace.app.config.sample.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HOST",
            "broker-1",
            "PORT",
            "9092",
            "EMPTY",
            "",
            "NULL",
            "null",
            "SLY",
            "${HOST}",
            "_9",
            "nine",
            "X1",
            "${");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "${HOST}, broker-1",
                "${HOST}:${PORT}, broker-1:9092",
                "kafka://${HOST}/x, kafka://broker-1/x",
                "${NONE:localhost}, localhost",
                "${NONE:a:b}, a:b",
                "${HOST:localhost}, broker-1",
                "${NONE:}, ``",
                "${EMPTY}, ``",
                "${EMPTY:full}, ``",
                "${NULL}, null",
                "${_9}, nine",
                "${SLY}, ${HOST}",
                "${X1}HOST}, ${HOST}",
                "$${HOST}, ${HOST}",
                "$$${HOST}, $${HOST}",
                "$${, ${",
                "$HOST, $HOST",
                "$ {HOST}, $ {HOST}",
                "5$, 5$",
                "'${HOST}', broker-1",
                "\"${HOST}\", broker-1",
                "\"\\u0024{HOST}\", broker-1",
                "`|-\n  a ${HOST}\n  b`, `a broker-1\nb`",
            })
    void areReplacedInValues(String value, String text) throws InvalidFile {
        assertThat(read("name: " + value, ENVIRONMENT).name()).isEqualTo(text);
    }

    @Test
    void areOfWhateverTypeIsAskedFor() throws InvalidFile {
        var shop = read("""
                name: x
                sources: {s: {topic: t, encoding: "${ENCODING}", rate: "${RATE:7/s}"}}
                store: {uri: "${URI}", partitions: "${N}", compact: '${FLAG}', every: "${SECONDS}s", ports: ["${N}"]}
                """, Map.of("ENCODING", "avro", "URI", "s3://b", "N", "12", "FLAG", "true", "SECONDS", "9"));

        assertThat(shop.sources().get("s").encoding()).isEqualTo(Encoding.AVRO);
        assertThat(shop.store())
                .isEqualTo(new Store(
                        URI.create("s3://b"), null, null, 12, 0, true, Duration.ofSeconds(9), null, null, List.of(12)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NONE}|the environment variable NONE is not set; set it, or write ${NONE:value} to have a value without it",
                "a${HOST|'${' opens a variable that no '}' closes; write $${ for a plain '${'",
                "${}|'${}' is not a variable such as ${HOST} or ${HOST:localhost}; write $${ for a plain '${'",
                "${1X}|'${1X}' is not a variable such as ${HOST} or ${HOST:localhost}; write $${ for a plain '${'",
                "${A-B:c}|'${A-B:c}' is not a variable such as ${HOST} or ${HOST:localhost}; write $${ for a plain '${'",
                "${A:${B}}|the default of ${A} cannot hold another variable",
            },
            quoteCharacter = '`')
    void thatCannotBeReplacedAreNamed(String value, String message) {
        assertThat(refused("name: " + value, ENVIRONMENT)).hasMessage("shop.yaml:1:7: name: " + message);
    }

    @Test
    void areAllNamedThatAreNotSet() {
        assertThat(refused("name: ${A}\nsources: {s: {topic: \"${B}\", unknown: \"${C}\"}}", Map.of())
                        .problems())
                .extracting(problem -> problem.path() + " " + problem.message().replaceAll(" is not set.*", ""))
                .containsExactly(
                        "name the environment variable A",
                        "sources.s.topic the environment variable B",
                        "sources.s.unknown unknown setting; possible here: topic, key, encoding, rate, fields, max-size, late",
                        "sources.s.unknown the environment variable C");
    }

    @Test
    void areNotReplacedInNames() {
        assertThat(refused("name: x\n\"${HOST}\": 1", ENVIRONMENT))
                .hasMessage("shop.yaml:2:1: variables are replaced in values, not in names");
    }

    @Test
    void cannotFillTheMemory() {
        assertThat(refused("name: " + "${BIG}".repeat(100_000), Map.of("BIG", "x".repeat(100_000))))
                .hasMessage("shop.yaml:1:7: name: comes to more than 1 MiB with its variables replaced");
    }

    private static Shop read(String text, Map<String, String> environment) throws InvalidFile {
        return ConfigReader.read(Path.of("shop.yaml"), text, Shop.class, environment)
                .value();
    }

    private static InvalidFile refused(String text, Map<String, String> environment) {
        return catchThrowableOfType(InvalidFile.class, () -> read(text, environment));
    }
}
