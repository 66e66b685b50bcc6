package dev.millrace.gateway.problem;

import dev.millrace.gateway.port.Refusal;

/** How what other rooms turn down is told over HTTP. */
final class RefusalProblems {
    private RefusalProblems() {}

    static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.UnknownSource r -> Problem.of(ProblemType.UNKNOWN_SOURCE, r.detail());
            case Refusal.UnknownRun r -> Problem.of(ProblemType.UNKNOWN_RUN, r.detail());
            case Refusal.Unconfirmed r -> Problem.of(ProblemType.UNCONFIRMED, r.detail());
            case Refusal.Conflict r -> Problem.of(ProblemType.CONFLICT, r.detail());
            case Refusal.RunEnded r -> Problem.of(ProblemType.RUN_ENDED, r.detail());
            case Refusal.EventTooLarge r ->
                Problem.of(ProblemType.EVENT_TOO_LARGE, r.detail()).with("event", r.position());
            case Refusal.TooManyEvents r ->
                Problem.of(ProblemType.TOO_MANY_EVENTS, r.detail()).with("limit", r.limit());
            case Refusal.InvalidEvent r ->
                Problem.of(ProblemType.INVALID_EVENT, r.detail()).with("event", r.position());
            case Refusal.Overloaded r ->
                Problem.of(ProblemType.OVERLOADED, r.detail()).retryAfter(r.retryAfter());
            case Refusal.Unavailable r ->
                Problem.of(ProblemType.UNAVAILABLE, r.detail())
                        .with("service", r.service())
                        .retryAfter(r.retryAfter());
        };
    }
}
