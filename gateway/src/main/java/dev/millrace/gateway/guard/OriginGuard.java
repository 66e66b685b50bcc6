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
 * Lets no page of another site change anything, nor ask for anything that costs. Browsers send such requests even where
 * they would not show the answer; what they also send is the site they come from. Only to follow a link to one of the
 * pages for people is free to all.
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
        if (origin != null && !HARMLESS.contains(request.getMethod()) && !isOwn(origin, request)) {
            refuse(request, response, "a page of '" + origin + "' may not do this");
        } else if ("cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !isLink(request)) {
            refuse(request, response, "a page of another site may not ask for this");
        } else {
            chain.doFilter(request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        problems.write(request, response, Problem.of(ProblemType.CROSS_ORIGIN, why));
    }

    private static boolean isLink(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"))
                && !request.getRequestURI().startsWith("/api/");
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
