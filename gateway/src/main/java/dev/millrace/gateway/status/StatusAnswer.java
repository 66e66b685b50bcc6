package dev.millrace.gateway.status;

import dev.millrace.gateway.port.AuditView;
import dev.millrace.gateway.port.BreakerView;
import dev.millrace.gateway.port.DeadLetterView;
import dev.millrace.gateway.port.LimitView;
import dev.millrace.gateway.port.PipelineView;
import dev.millrace.gateway.port.RunView;
import dev.millrace.gateway.port.ServiceState;
import dev.millrace.gateway.port.StatusReport;
import java.util.List;

/**
 * A status report in the form it is told to programs.
 *
 * @param uptimeSeconds how long the system has been up, to the millisecond
 * @see StatusReport for the rest
 */
public record StatusAnswer(
        String version,
        double uptimeSeconds,
        List<ServiceState> services,
        List<RunView> runs,
        List<PipelineView> pipelines,
        AuditView audit,
        List<DeadLetterView> deadLetters,
        List<LimitView> limits,
        List<BreakerView> breakers) {

    /** The answer that tells of this report. */
    public static StatusAnswer of(StatusReport report) {
        return new StatusAnswer(
                report.version(),
                report.uptime().toMillis() / 1_000.0,
                report.services(),
                report.runs(),
                report.pipelines(),
                report.audit(),
                report.deadLetters(),
                report.limits(),
                report.breakers());
    }
}
