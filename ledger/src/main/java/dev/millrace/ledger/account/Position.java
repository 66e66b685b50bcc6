package dev.millrace.ledger.account;

/**
 * How far a partition was read.
 *
 * @param topicId id of the topic, which tells a topic from a later one of the same name
 * @param next    offset of the next record to read
 */
public record Position(String topicId, long next) {}
