package dev.millrace.generator.render;

import org.apache.kafka.common.header.Header;

/**
 * A header of one event's record.
 *
 * @param key   its name
 * @param value its value, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // as Kafka has it; never compared
public record EventHeader(String key, byte[] value) implements Header {}
