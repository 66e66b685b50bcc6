package dev.millrace.generator.channel;

import dev.millrace.generator.flow.Fault;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Tells the failures after which a channel may be opened anew from those after which it must not be. */
final class ChannelFailures {
    private ChannelFailures() {}

    static <T> T guard(String doing, Supplier<T> call) throws ChannelLost {
        try {
            return call.get();
        } catch (KafkaException | IllegalStateException e) {
            throw lost(doing, e);
        }
    }

    /**
     * What a failure of Kafka's producer means for the channel. An illegal state is what it answers with once it has failed
     * for good; a new one can go on.
     *
     * @throws ChannelFenced  if another has taken over
     * @throws ChannelRefused if no other channel will fare better
     */
    static ChannelLost lost(String doing, RuntimeException failure) {
        if (failure instanceof KafkaException e) {
            if (isFenced(e)) {
                throw new ChannelFenced(doing + ": another instance has taken over this source", e);
            }
            var refusal = refusal(e);
            if (refusal != null) {
                throw new ChannelRefused(doing + ": " + refusal, e);
            }
        }
        return new ChannelLost(doing, failure);
    }

    private static @Nullable String refusal(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            switch (t) {
                case AuthorizationException e -> {
                    return "Kafka does not allow it: " + e.getMessage();
                }
                case AuthenticationException e -> {
                    return "Kafka does not know us: " + e.getMessage();
                }
                case UnsupportedVersionException e -> {
                    return "the Kafka cluster is too old: " + e.getMessage();
                }
                case InvalidTopicException e -> {
                    return "the topic's name is not one Kafka takes: " + e.getMessage();
                }
                case InvalidTxnTimeoutException e -> {
                    return "the transaction timeout is longer than Kafka's transaction.max.timeout.ms: "
                            + e.getMessage();
                }
                default -> {
                    // Look at what caused it.
                }
            }
        }
        return null;
    }

    /** What a failure says of Kafka: a record that it will never take is no fault of Kafka's, nor is what goes down with it. */
    static Fault fault(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TimeoutException
                    || t instanceof NotEnoughReplicasException
                    || t instanceof NotEnoughReplicasAfterAppendException) {
                return Fault.OVERLOAD;
            }
            if (t instanceof TransactionAbortedException) {
                return Fault.OURS;
            }
        }
        return refusedRecord(failure).isPresent() ? Fault.OURS : Fault.KAFKA;
    }

    private static boolean isFenced(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProducerFencedException || t instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    /** Why Kafka will never take a record, if that is what a failure says. */
    static Optional<String> refusedRecord(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof RecordTooLargeException
                    || t instanceof RecordBatchTooLargeException
                    || t instanceof InvalidRecordException
                    || t instanceof InvalidTimestampException) {
                return Optional.of(String.valueOf(t.getMessage()));
            }
        }
        return Optional.empty();
    }
}
