package dev.millrace.gateway;

import dev.millrace.gateway.json.ApiJson;
import dev.millrace.gateway.problem.EmptyAnswers;
import dev.millrace.gateway.problem.NothingHere;
import dev.millrace.gateway.problem.ProblemResolver;
import dev.millrace.gateway.problem.ProblemWriter;
import java.util.List;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Spring MVC, with our JSON and our problems in place of its own. Made once at the start: what is looked up later
 * would not be found by requests that are still under way when the context has closed.
 */
@Configuration(proxyBeanMethods = false)
class MvcBeans extends WebMvcConfigurationSupport {
    private final ProblemWriter problems;

    MvcBeans(ProblemWriter problems) {
        this.problems = problems;
    }

    @Bean
    DispatcherServlet dispatcherServlet() {
        return new DispatcherServlet();
    }

    @Bean
    DispatcherServletRegistrationBean dispatcherServletRegistration(DispatcherServlet servlet) {
        var registration = new DispatcherServletRegistrationBean(servlet, "/");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /** Asked last, and has an answer for everything. */
    @Bean
    SimpleUrlHandlerMapping nothingHere() {
        return new SimpleUrlHandlerMapping(Map.of("/**", new NothingHere()), Ordered.LOWEST_PRECEDENCE);
    }

    @Override
    protected void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(ApiJson.mapper()));
    }

    @Override
    protected void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(new ProblemResolver(problems));
    }

    @Override
    protected RequestMappingHandlerAdapter createRequestMappingHandlerAdapter() {
        var adapter = super.createRequestMappingHandlerAdapter();
        adapter.setResponseBodyAdvice(List.of(new EmptyAnswers(problems)));
        return adapter;
    }
}
