/**
 * Record batches of our own making, sent inside the transaction of a {@code KafkaProducer}. Whatever is used of Kafka's
 * client beyond its public interface is here; ADR 0016 says why, and what to look at when Kafka's version changes.
 */
@NullMarked
package dev.millrace.generator.batch;

import org.jspecify.annotations.NullMarked;
