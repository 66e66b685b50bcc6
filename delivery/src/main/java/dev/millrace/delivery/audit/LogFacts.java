package dev.millrace.delivery.audit;

import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;

/**
 * What Kafka says of a partition's log.
 *
 * @param topicId the topic's id
 * @param start   the first offset it has
 * @param cutAt   the first offset that no longer holds what it held when it was copied, if Kafka says so
 */
record LogFacts(Uuid topicId, long start, OptionalLong cutAt) {}
