package dev.millrace.gateway.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of failures that the server finds before or around the application, such as a request line that is no
 * HTTP, in the same form as all others, where the server would send a page of its own.
 */
public final class ProblemValve extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

    private final ProblemWriter writer;

    public ProblemValve(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var problem = problem(status, failure);
        var path = request.getRequestURI();
        try {
            problem.headers().forEach(response::setHeader);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setContentType(Problem.CONTENT_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            var body = response.getReporter();
            if (body != null) {
                writer.count(problem);
                body.write(new String(problem.toJson(path == null ? "" : path), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException e) {
            log.debug("the sender is gone before its answer: path={}", path, e);
        }
    }

    private static Problem problem(int status, @Nullable Throwable failure) {
        var type = ProblemType.ofStatus(status);
        if (type != ProblemType.INTERNAL_ERROR) {
            return Problem.of(type, type.title()).withStatus(status);
        }
        var reference = UUID.randomUUID().toString();
        log.error("request failed in the server: reference={} status={}", reference, status, failure);
        return Problem.of(type, "the server cannot do this; the gateway's log has more under " + reference)
                .withStatus(status)
                .with("reference", reference);
    }
}
