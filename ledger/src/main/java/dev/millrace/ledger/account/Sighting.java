package dev.millrace.ledger.account;

/**
 * Where an event was seen.
 *
 * @param index     its place in its source's sequence
 * @param topic     the topic
 * @param partition the partition
 * @param offset    the record's offset
 */
public record Sighting(long index, String topic, int partition, long offset) {}
