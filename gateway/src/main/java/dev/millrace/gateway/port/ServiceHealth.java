package dev.millrace.gateway.port;

import java.util.List;

/** How the parts of the system are. Thread-safe. */
public interface ServiceHealth {

    /**
     * Every service, in the order to show them; each name once. What is known now, without asking around: it is
     * called for every health check and must answer at once.
     */
    List<ServiceState> services();
}
