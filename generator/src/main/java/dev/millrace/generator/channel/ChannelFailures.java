package dev.millrace.generator.channel;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Tells the failures after which a channel may be opened anew from those after which it must not be. */
final class ChannelFailures {
    private ChannelFailures() {}

    static <T> T guard(String doing, Supplier<T> call) throws ChannelLost {
        try {
            return call.get();
        } catch (KafkaException e) {
            var refusal = refusal(e);
            if (refusal != null) {
                throw new ChannelRefused(doing + ": " + refusal, e);
            }
            throw new ChannelLost(doing, e);
        } catch (IllegalStateException e) {
            // Kafka's producer answers so once it has failed for good; a new one can go on.
            throw new ChannelLost(doing, e);
        }
    }

    private static @Nullable String refusal(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            switch (t) {
                case ProducerFencedException e -> {
                    return "another instance has taken over this source";
                }
                case InvalidProducerEpochException e -> {
                    return "another instance has taken over this source";
                }
                case AuthorizationException e -> {
                    return "Kafka does not allow it: " + e.getMessage();
                }
                case AuthenticationException e -> {
                    return "Kafka does not know us: " + e.getMessage();
                }
                case UnsupportedVersionException e -> {
                    return "the Kafka cluster is too old: " + e.getMessage();
                }
                default -> {
                    // Look at what caused it.
                }
            }
        }
        return null;
    }
}
