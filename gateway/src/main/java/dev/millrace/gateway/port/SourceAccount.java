package dev.millrace.gateway.port;

/**
 * A source of a run in the ledger.
 *
 * @param source     the source's name
 * @param targetRate events a second it was meant to send; 0 where it takes what comes
 * @param actualRate events a second it did send
 */
public record SourceAccount(String source, double targetRate, double actualRate) {}
