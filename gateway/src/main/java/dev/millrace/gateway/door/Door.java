package dev.millrace.gateway.door;

import java.util.List;

/**
 * A way into the gateway.
 *
 * @param href  where it is
 * @param title what is behind it
 */
public record Door(String href, String title) {

    /** The ones that a person can simply open. */
    static final List<Door> ALL = List.of(
            new Door("/api/v1/status", "The whole system at a glance"),
            new Door("/api/v1/runs", "Runs"),
            new Door("/api/v1/ledger", "The account of every event"),
            new Door("/actuator/health", "Health of every service"),
            new Door("/actuator/prometheus", "Metrics"));
}
