package dev.millrace.generator.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.settings.InvalidSetting;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerTuningTest {
    @Test
    void whatIsChosenStandsInPlaceOfWhatIsUsualAsKafkasClientWantsIt() {
        var tuned = ProducerTuning.of(Map.of(
                        "linger.ms",
                        "7ms",
                        "batch.size",
                        "256KiB",
                        "buffer.memory",
                        "67108864",
                        "compression.type",
                        "zstd",
                        "compression.zstd.level",
                        "9",
                        "max.in.flight.requests.per.connection",
                        "5"))
                .over(Map.of(
                        "linger.ms",
                        5,
                        "acks",
                        "all",
                        "bootstrap.servers",
                        "x:1",
                        "transactional.id",
                        "t",
                        "key.serializer",
                        "org.apache.kafka.common.serialization.ByteArraySerializer",
                        "value.serializer",
                        "org.apache.kafka.common.serialization.ByteArraySerializer"));

        assertThat(tuned)
                .containsEntry("linger.ms", 7)
                .containsEntry("batch.size", 262_144)
                .containsEntry("buffer.memory", 67_108_864L)
                .containsEntry("acks", "all");
        assertThat(new ProducerConfig(tuned).getString("compression.type")).isEqualTo("zstd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks",
                "enable.idempotence",
                "transactional.id",
                "transaction.timeout.ms",
                "retries",
                "partitioner.ignore.keys",
                "interceptor.classes",
                "max.request.size"
            })
    void whatProofAndOrderRestOnIsRefusedWithTheReason(String name) {
        assertThatThrownBy(() -> ProducerTuning.of(Map.of(name, "1")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(name)
                .hasMessageContaining("cannot be chosen: ");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("linger.ms", "2s", "from 0 to 1000"),
                Arguments.of("linger.ms", "soon", "linger.ms"),
                Arguments.of("batch.size", "1GiB", "from 0"),
                Arguments.of("compression.type", "brotli", "zstd"),
                Arguments.of("max.in.flight.requests.per.connection", "6", "keeps no order"),
                Arguments.of("compression.gzip.level", "x", "whole number"),
                Arguments.of("no.such.thing", "1", "batch.size"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatMakesNoSenseIsRefusedByName(String name, String value, String words) {
        assertThatThrownBy(() -> ProducerTuning.of(Map.of(name, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(name)
                .hasMessageContaining(words);
    }
}
