package dev.millrace.gateway;

import dev.millrace.gateway.guard.HostGuard;
import dev.millrace.gateway.guard.KeyGuard;
import dev.millrace.gateway.guard.OriginGuard;
import dev.millrace.gateway.guard.SecurityHeaders;
import dev.millrace.gateway.problem.ProblemWriter;
import dev.millrace.gateway.settings.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** What every request passes before it reaches a controller, in the order of their numbers. */
@Configuration(proxyBeanMethods = false)
class FilterBeans {

    @Bean
    FilterRegistrationBean<Filter> observationFilter(MeterRegistry registry) {
        var observations = ObservationRegistry.create();
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(registry, IgnoredMeters.LONG_TASK_TIMER));
        return at(1, new ServerHttpObservationFilter(observations), true);
    }

    @Bean
    FilterRegistrationBean<Filter> securityHeaders() {
        return at(2, new SecurityHeaders(), true);
    }

    /** On an address that others can reach, keys do what this does on loopback. */
    @Bean
    FilterRegistrationBean<Filter> hostGuard(GatewaySettings settings, ProblemWriter problems) {
        return at(
                3,
                new HostGuard(settings.hosts(), problems),
                settings.inetAddress().isLoopbackAddress());
    }

    @Bean
    FilterRegistrationBean<Filter> originGuard(ProblemWriter problems) {
        return at(4, new OriginGuard(problems), true);
    }

    @Bean
    FilterRegistrationBean<Filter> keyGuard(GatewaySettings settings, ProblemWriter problems) {
        return at(
                5,
                new KeyGuard(settings.apiKeys(), problems),
                !settings.apiKeys().isEmpty());
    }

    private static FilterRegistrationBean<Filter> at(int order, Filter filter, boolean enabled) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName(filter.getClass().getSimpleName());
        registration.setOrder(order);
        registration.setEnabled(enabled);
        return registration;
    }
}
