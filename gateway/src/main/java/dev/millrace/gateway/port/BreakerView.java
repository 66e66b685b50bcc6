package dev.millrace.gateway.port;

/**
 * A breaker as it stands.
 *
 * @param name        what it stands before, such as {@code kafka}
 * @param state       {@code closed}, {@code open} or {@code half_open}
 * @param openSeconds for how long it has not been closed; 0 while it is
 */
public record BreakerView(String name, String state, double openSeconds) {}
