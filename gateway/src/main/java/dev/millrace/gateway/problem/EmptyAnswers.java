package dev.millrace.gateway.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Gives a failure a body where a handler that is not ours, such as the health endpoint, leaves it without one. */
public final class EmptyAnswers implements ResponseBodyAdvice<Object> {
    private final ProblemWriter writer;

    public EmptyAnswers(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean supports(MethodParameter handler, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter handler,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        int status = response instanceof ServletServerHttpResponse servlet
                ? servlet.getServletResponse().getStatus()
                : 0;
        if (body != null || status < 400) {
            return body;
        }
        var kind = ProblemType.ofStatus(status);
        var problem = Problem.of(kind, kind.title()).withStatus(status);
        writer.count(problem);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return problem.body(request.getURI().getRawPath());
    }
}
