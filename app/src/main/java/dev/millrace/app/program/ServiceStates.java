package dev.millrace.app.program;

import dev.millrace.delivery.audit.AuditState;
import dev.millrace.delivery.audit.AuditStatus;
import dev.millrace.gateway.port.ServiceState;
import dev.millrace.gateway.port.ServiceState.State;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.run.RunStatus;
import dev.millrace.ledger.follow.FollowerState;
import dev.millrace.processor.run.PipelineStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each part says of itself, in the gateway's words. Pure. */
final class ServiceStates {
    private ServiceStates() {}

    static ServiceState server(String name, Optional<String> trouble, String address, boolean essential) {
        return new ServiceState(
                name, trouble.isPresent() ? State.DOWN : State.UP, trouble.orElse(""), address, essential);
    }

    static ServiceState ledger(FollowerState state) {
        return switch (state) {
            case FollowerState.Starting(var waitingFor) -> part("ledger", State.DEGRADED, "waits for " + waitingFor);
            case FollowerState.Following(var trouble) ->
                part("ledger", trouble.isPresent() ? State.DEGRADED : State.UP, trouble.orElse(""));
            case FollowerState.Stopped(var error) -> part("ledger", State.DOWN, error.orElse("stopped"));
        };
    }

    static ServiceState audit(AuditStatus status) {
        return switch (status.state()) {
            case AuditState.Starting starting -> part("audit", State.DEGRADED, "starting");
            case AuditState.Copying copying ->
                status.gaps() == 0
                        ? part("audit", State.UP, "")
                        : part(
                                "audit",
                                State.DEGRADED,
                                "records were gone before they could be copied, " + status.gaps()
                                        + (status.gaps() == 1 ? " time" : " times") + "; table audit.gaps says which");
            case AuditState.Waiting(var reason, var since) -> part("audit", State.DEGRADED, reason);
            case AuditState.Failed(var reason) -> part("audit", State.DOWN, reason);
            case AuditState.Closed closed -> part("audit", State.DOWN, "stopped");
        };
    }

    static ServiceState pipeline(PipelineStatus status) {
        var problem = status.problem().orElse("");
        return switch (status.state()) {
            case STARTING, PREPARING -> part("pipeline " + status.pipeline(), State.DEGRADED, "preparing " + problem);
            case RUNNING ->
                part("pipeline " + status.pipeline(), problem.isEmpty() ? State.UP : State.DEGRADED, problem);
            case CLOSED -> part("pipeline " + status.pipeline(), State.DOWN, "stopped");
            case FAILED -> part("pipeline " + status.pipeline(), State.DOWN, problem);
        };
    }

    /** @param outside why this instance has no part in the runs, where it should have one */
    static ServiceState generator(List<RunStatus> runs, Optional<String> outside) {
        if (outside.isPresent()) {
            return part("generator", State.DOWN, outside.get());
        }
        var trouble = runs.stream()
                .flatMap(run -> run.sources().stream())
                .flatMap(source -> trouble(source.state()).map(reason -> source.source() + ": " + reason).stream())
                .collect(Collectors.joining("; "));
        return part("generator", trouble.isEmpty() ? State.UP : State.DEGRADED, trouble);
    }

    private static Optional<String> trouble(SourceState state) {
        return switch (state) {
            case SourceState.Waiting(var reason) -> Optional.of(reason);
            case SourceState.Failed(var reason) -> Optional.of(reason);
            case SourceState.Starting starting -> Optional.empty();
            case SourceState.Sending sending -> Optional.empty();
            case SourceState.Elsewhere elsewhere -> Optional.empty();
            case SourceState.Stopped stopped -> Optional.empty();
            case SourceState.Ended ended -> Optional.empty();
        };
    }

    private static ServiceState part(String name, State state, String detail) {
        return new ServiceState(name, state, detail, null, false);
    }
}
