package dev.millrace.gateway.guard;

import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.gateway.problem.ProblemWriter;
import dev.millrace.gateway.settings.ApiKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a key: {@code Authorization: Bearer <key>}. Health stays open, for whoever probes it has none.
 *
 * <p>Which key it was, or how much of one was right, makes no difference in time.
 */
@SuppressWarnings("serial") // filters are never serialised
public final class KeyGuard extends HttpFilter {
    // Compared with the path as it was sent, to the letter, so that no way of writing another path can pass for these.
    private static final Set<String> OPEN =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    private static final String SCHEME = "Bearer ";

    private final transient List<byte[]> hashes;
    private final transient ProblemWriter problems;

    public KeyGuard(Collection<ApiKey> keys, ProblemWriter problems) {
        this.hashes = keys.stream().map(ApiKey::hash).toList();
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OPEN.contains(request.getRequestURI()) || opens(request.getHeader("Authorization"))) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                request,
                response,
                Problem.of(ProblemType.UNAUTHORIZED, "send one of the gateway's keys as 'Authorization: Bearer <key>'")
                        .withHeader("WWW-Authenticate", "Bearer realm=\"millrace\""));
    }

    private boolean opens(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        var hash = ApiKey.hash(authorization.substring(SCHEME.length()).strip());
        boolean opens = false;
        for (var known : hashes) {
            opens |= MessageDigest.isEqual(known, hash);
        }
        return opens;
    }
}
