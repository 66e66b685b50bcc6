package dev.millrace.gateway.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests with problems, and counts them by type. Thread-safe. */
public final class ProblemWriter {
    private final MeterRegistry registry;

    public ProblemWriter(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Answers with a problem instead of what may have been prepared so far; headers that were set stay. Does
     * nothing if an answer is on its way already.
     */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        count(problem);
        response.resetBuffer();
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        var body = problem.toJson(request.getRequestURI());
        response.setContentType(Problem.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** Counts a problem that is answered in another way. */
    void count(Problem problem) {
        Counter.builder("millrace.http.problems")
                .description("Requests that failed, by type of problem")
                .tag("type", problem.type().slug())
                .register(registry)
                .increment();
    }
}
