package dev.millrace.gateway;

import dev.millrace.gateway.health.ServicesContributor;
import dev.millrace.gateway.settings.GatewaySettings;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The properties Spring's own parts are set up with: these, and nothing from outside. */
final class GatewayEnvironment extends AbstractEnvironment {
    GatewayEnvironment(GatewaySettings settings) {
        getPropertySources().addFirst(new MapPropertySource("gateway", properties(settings)));
    }

    private static Map<String, Object> properties(GatewaySettings settings) {
        var properties = new HashMap<String, Object>();
        properties.put("management.endpoints.web.exposure.include", "health,prometheus");
        properties.put("management.endpoint.health.probes.enabled", "true");
        properties.put("management.endpoint.health.group.liveness.include", "livenessState");
        properties.put("management.endpoint.health.group.readiness.include", "readinessState,services");
        properties.put("management.endpoint.health.show-components", "always");
        // Health is open to everybody; what it says of the inside is only for those on this machine.
        properties.put(
                "management.endpoint.health.show-details",
                settings.inetAddress().isLoopbackAddress() ? "always" : "never");
        properties.put(
                "management.endpoint.health.status.order",
                "DOWN,OUT_OF_SERVICE," + ServicesContributor.DEGRADED.getCode() + ",UP,UNKNOWN");
        return properties;
    }
}
