package dev.millrace.gateway.health;

import dev.millrace.gateway.port.ServiceHealth;
import dev.millrace.gateway.port.ServiceState;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The services as components of the health endpoint; which ones there are may change while it runs.
 *
 * <p>A service that is not essential and down does not take the gateway out of service: it counts as degraded,
 * and the detail says what it is.
 */
public final class ServicesContributor implements CompositeHealthContributor {
    /** Works, with less than it should have; does not make the gateway unready. */
    public static final Status DEGRADED = new Status("DEGRADED");

    private final ServiceHealth services;

    public ServicesContributor(ServiceHealth services) {
        this.services = services;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return services.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .map(ServicesContributor::indicator)
                .orElse(null);
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return services.services().stream()
                .map(service -> new HealthContributors.Entry(service.name(), indicator(service)));
    }

    private static HealthIndicator indicator(ServiceState service) {
        return () -> Health.status(status(service))
                .withDetail("state", service.state().toString())
                .withDetail("detail", service.detail())
                .build();
    }

    private static Status status(ServiceState service) {
        return switch (service.state()) {
            case UP -> Status.UP;
            case DEGRADED -> DEGRADED;
            case DOWN -> service.essential() ? Status.DOWN : DEGRADED;
        };
    }
}
