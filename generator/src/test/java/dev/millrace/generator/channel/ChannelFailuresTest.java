package dev.millrace.generator.channel;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelFailuresTest {
    static Stream<RuntimeException> passing() {
        return Stream.of(
                new TimeoutException("late"),
                new ConfigException("no resolvable bootstrap urls"),
                new InvalidPidMappingException("expired"),
                new KafkaException("wrapped", new TimeoutException("late")),
                new IllegalStateException("closed"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void shouldTryAgainAfterWhatMayPass(RuntimeException failure) {
        assertThatExceptionOfType(ChannelLost.class)
                .isThrownBy(() -> ChannelFailures.guard("Sending", () -> {
                    throw failure;
                }))
                .withMessage("Sending: " + failure.getMessage())
                .withCause(failure);
    }

    static Stream<RuntimeException> lasting() {
        return Stream.of(
                new ProducerFencedException("newer"),
                new InvalidProducerEpochException("newer"),
                new TopicAuthorizationException("orders"),
                new SaslAuthenticationException("who?"),
                new UnsupportedVersionException("old"),
                new KafkaException("wrapped", new KafkaException("twice", new ProducerFencedException("newer"))));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void shouldGiveUpAfterWhatWillNotPass(RuntimeException failure) {
        assertThatExceptionOfType(ChannelRefused.class)
                .isThrownBy(() -> ChannelFailures.guard("Sending", () -> {
                    throw failure;
                }))
                .withMessageStartingWith("Sending: ")
                .withCause(failure);
    }

    @Test
    void shouldNotHideABug() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> ChannelFailures.guard("Sending", () -> {
                    throw new ArithmeticException();
                }));
    }
}
