package dev.millrace.gateway.guard;

import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Lets no page of another site change anything. Browsers send such requests even where they would not show the
 * answer; what they also send is the site they come from.
 */
@SuppressWarnings("serial") // filters are never serialised
public final class OriginGuard extends HttpFilter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final transient ProblemWriter problems;

    public OriginGuard(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var origin = request.getHeader("Origin");
        if (origin == null || HARMLESS.contains(request.getMethod()) || isOwn(origin, request)) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                request, response, Problem.of(ProblemType.CROSS_ORIGIN, "a page of '" + origin + "' may not do this"));
    }

    // The scheme is left out: in front of the gateway there may be a server that ends TLS.
    private static boolean isOwn(String origin, HttpServletRequest request) {
        var host = request.getHeader("Host");
        int scheme = origin.indexOf("://");
        return host != null
                && scheme >= 0
                && origin.substring(scheme + 3).toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    }
}
