package dev.millrace.gateway.port;

/**
 * A dead-letter topic at a glance.
 *
 * @param topic  its name
 * @param events events put aside on it
 */
public record DeadLetterView(String topic, long events) {}
