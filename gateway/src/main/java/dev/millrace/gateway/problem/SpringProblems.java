package dev.millrace.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** How what Spring turns down by itself, before a request reaches us, is told over HTTP. */
final class SpringProblems {
    private SpringProblems() {}

    static Problem of(ErrorResponse turnedDown, HttpServletRequest request) {
        int status = turnedDown.getStatusCode().value();
        return new Problem(
                ProblemType.ofStatus(status),
                status,
                detail(turnedDown, status, request),
                Map.of(),
                turnedDown.getHeaders().toSingleValueMap());
    }

    private static String detail(ErrorResponse turnedDown, int status, HttpServletRequest request) {
        if (turnedDown instanceof HttpRequestMethodNotSupportedException e) {
            var possible = e.getSupportedMethods();
            return e.getMethod() + " cannot be done here; possible: "
                    + (possible == null ? "nothing" : String.join(", ", possible));
        }
        if (turnedDown instanceof HttpMediaTypeNotSupportedException e) {
            var sent = e.getContentType();
            return (sent == null ? "no Content-Type" : "Content-Type '" + sent + "'") + " is not taken here; taken: "
                    + list(e.getSupportedMediaTypes());
        }
        if (turnedDown instanceof HttpMediaTypeNotAcceptableException e) {
            return "there is no answer of the kind asked for; there is: " + list(e.getSupportedMediaTypes());
        }
        if (status == ProblemType.NOT_FOUND.status()) {
            return NothingHere.at(request).detail();
        }
        var detail = turnedDown.getBody().getDetail();
        return detail == null ? ProblemType.ofStatus(status).title() : detail;
    }

    private static String list(Collection<MediaType> types) {
        return (types.isEmpty() ? List.of(MediaType.APPLICATION_JSON) : types)
                .stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
