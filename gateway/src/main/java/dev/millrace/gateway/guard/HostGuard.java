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
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers only to names that mean this machine.
 *
 * <p>A web page can point a name of its own at a loopback address, and a browser then takes what listens there
 * for a part of that page's site (DNS rebinding). The name in the request gives it away.
 */
@SuppressWarnings("serial") // filters are never serialised
public final class HostGuard extends HttpFilter {
    private final transient ProblemWriter problems;
    private final Set<String> names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /** @param more further names it may be called by */
    public HostGuard(Collection<String> more, ProblemWriter problems) {
        this.problems = problems;
        more.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var name = request.getServerName().toLowerCase(Locale.ROOT);
        if (names.contains(name)) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                request,
                response,
                Problem.of(
                        ProblemType.WRONG_HOST,
                        "this gateway answers to " + String.join(", ", names) + ", and not to '" + name
                                + "'; if it should, name it in the gateway's hosts"));
    }
}
