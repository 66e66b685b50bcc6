package dev.millrace.gateway.port;

/**
 * Proof that events are in Kafka.
 *
 * @param run        the run they were counted under
 * @param source     the source they were posted to
 * @param firstIndex index of the first of them; the others follow without a gap
 * @param accepted   how many they are
 */
public record Receipt(String run, String source, long firstIndex, int accepted) {}
