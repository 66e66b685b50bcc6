package dev.millrace.gateway.problem;

/** Ends a request with a {@link Problem}. Carries no stack trace: nothing is wrong with the program. */
@SuppressWarnings("serial") // never serialised: it ends in an answer
public final class ProblemException extends RuntimeException {
    private final Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
