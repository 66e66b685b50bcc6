package dev.millrace.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.HttpRequestHandler;

/** Answers where nothing else does. */
public final class NothingHere implements HttpRequestHandler {

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
        throw at(request).toException();
    }

    /** The problem that there is nothing at the request's path. */
    static Problem at(HttpServletRequest request) {
        return Problem.of(
                ProblemType.NOT_FOUND,
                "there is nothing at " + request.getRequestURI() + "; what there is, is listed at /");
    }
}
