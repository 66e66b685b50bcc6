package dev.millrace.gateway.port;

/**
 * A source within a run.
 *
 * @param source     the source's name
 * @param topic      where its events go
 * @param targetRate events a second it is meant to send now; 0 where it takes what comes
 * @param actualRate events a second that were acknowledged of late
 * @param events     events acknowledged in this run so far
 */
public record SourceView(String source, String topic, double targetRate, double actualRate, long events) {}
