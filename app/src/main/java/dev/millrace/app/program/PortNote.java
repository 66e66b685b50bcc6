package dev.millrace.app.program;

import dev.millrace.embedded.ports.PortChoice;
import dev.millrace.embedded.ports.Ports;

/**
 * The port a service takes.
 *
 * @param service which service
 * @param choice  the port it wanted, and the one it gets
 */
public record PortNote(String service, PortChoice choice) {

    /** Takes the wanted port if it is free, otherwise any; {@code 0} wants any. */
    static PortNote choose(String service, int wanted) {
        return new PortNote(service, Ports.choose(wanted));
    }

    /** The port it gets. */
    int actual() {
        return choice.actual();
    }

    /** Whether the service got another port than it wanted. */
    public boolean moved() {
        return !choice.asWanted();
    }

    /** What happened, for a person. */
    public String message() {
        return "Port %d for %s is taken%s; it is on port %d instead."
                .formatted(
                        choice.wanted(),
                        service,
                        choice.takenBy().map(by -> " by " + by).orElse(""),
                        choice.actual());
    }
}
