package dev.millrace.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.config.problem.InvalidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A property of Kafka's clients that would break something is refused where it stands, before anything starts. */
class ClientPropertiesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transactional.id: mine",
                "enable.idempotence: false",
                "acks: 1",
                "producer.acks: 1",
                "main.consumer.isolation.level: read_uncommitted",
                "isolation.level: read_uncommitted",
                "bootstrap.servers: elsewhere:9092",
                "processing.guarantee: at_least_once",
                "group.protocol: consumer",
                "security.protocol: NONE",
                "metadata.max.age.ms: soon"
            })
    void shouldBeRefusedWhereItStands(String property) {
        var name = property.substring(0, property.indexOf(':'));

        assertThatThrownBy(() -> load(property))
                .isInstanceOf(InvalidFile.class)
                .hasMessageContaining("shop.yaml:5:")
                .hasMessageContaining("kafka.properties." + name);
    }

    @Test
    void shouldLetThroughWhatSecurityNeeds() throws Exception {
        var properties = load("""
                        security.protocol: SASL_SSL
                            sasl.mechanism: SCRAM-SHA-512
                            sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required;
                            ssl.truststore.location: /etc/kafka/trust.jks
                            custom.reporter.url: http://localhost
                        """.strip()).file().kafka().propertiesOrEmpty();

        assertThat(properties).hasSize(5).contains(Map.entry("security.protocol", "SASL_SSL"));
    }

    private LoadedFile load(String property) throws IOException, InvalidFile {
        var file = Files.writeString(folder.resolve("shop.yaml"), """
                name: shop
                kafka:
                  bootstrap-servers: kafka.example:9093
                  properties:
                    %s
                sources:
                  orders: {topic: orders, rate: 1/s, fields: {id: {sequence: "%%d"}}}
                """.formatted(property));
        return FileLoader.load(file, Map.of());
    }
}
