package dev.millrace.gateway.port;

import java.time.Duration;
import java.util.List;

/**
 * The whole system at a glance.
 *
 * @param version     version of Millrace
 * @param uptime      how long it has been up
 * @param services    its services and where they are
 * @param runs        its runs, the newest first
 * @param pipelines   its pipelines
 * @param audit       the audit trail
 * @param deadLetters the dead-letter topics that exist
 * @param limits      the rate limits its sources are under
 * @param breakers    its breakers
 */
public record StatusReport(
        String version,
        Duration uptime,
        List<ServiceState> services,
        List<RunView> runs,
        List<PipelineView> pipelines,
        AuditView audit,
        List<DeadLetterView> deadLetters,
        List<LimitView> limits,
        List<BreakerView> breakers) {
    public StatusReport {
        services = List.copyOf(services);
        runs = List.copyOf(runs);
        pipelines = List.copyOf(pipelines);
        deadLetters = List.copyOf(deadLetters);
        limits = List.copyOf(limits);
        breakers = List.copyOf(breakers);
    }
}
