package dev.millrace.flow.shed;

/**
 * How full things are, each from 0 to 1.
 *
 * @param queue  the events that wait, of as many as may
 * @param heap   what the last collection left, of the most there can be
 * @param cpu    the processors' time in use
 * @param buffer the producer's buffer
 */
public record Load(double queue, double heap, double cpu, double buffer) {}
