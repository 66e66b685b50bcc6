package dev.millrace.gateway.problem;

import dev.millrace.gateway.port.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Turns whatever ends a request badly into a problem: refusals of other rooms, what Spring itself turns down,
 * and, as the last resort, bugs. These are logged whole under a reference, and the reference is all that is told.
 */
public final class ProblemResolver implements HandlerExceptionResolver {
    private static final Logger log = LoggerFactory.getLogger(ProblemResolver.class);

    private final ProblemWriter writer;

    public ProblemResolver(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.debug("the sender is gone before its answer: path={}", request.getRequestURI(), failure);
            return new ModelAndView();
        }
        try {
            writer.write(request, response, problem(request, failure));
        } catch (IOException e) {
            log.debug("the sender is gone before its answer: path={}", request.getRequestURI(), e);
        }
        return new ModelAndView();
    }

    private static Problem problem(HttpServletRequest request, Exception failure) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case Refusal refusal -> RefusalProblems.of(refusal);
            case ErrorResponse turnedDown -> SpringProblems.of(turnedDown, request);
            default -> bug(request, failure);
        };
    }

    private static Problem bug(HttpServletRequest request, Exception failure) {
        var reference = UUID.randomUUID().toString();
        log.error(
                "request failed: reference={} method={} path={}",
                reference,
                request.getMethod(),
                request.getRequestURI(),
                failure);
        return Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        "the request failed for a reason of the gateway's own; its log has more under " + reference)
                .with("reference", reference);
    }
}
