package dev.millrace.gateway;

import dev.millrace.gateway.problem.ProblemValve;
import dev.millrace.gateway.problem.ProblemWriter;
import dev.millrace.gateway.settings.GatewaySettings;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** The web server: Tomcat, a virtual thread for each request, closed gracefully. */
@Configuration(proxyBeanMethods = false)
class ServerBeans {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
    private static final int WAITING_CONNECTIONS = 1024;

    @Bean
    TomcatServletWebServerFactory webServerFactory(GatewaySettings settings, ProblemWriter problems) {
        var factory = new TomcatServletWebServerFactory(settings.port());
        factory.setAddress(settings.inetAddress());
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setRegisterDefaultServlet(false);
        factory.addProtocolHandlerCustomizers(protocol -> {
            protocol.setExecutor(new VirtualThreadExecutor("gateway-"));
            if (protocol instanceof AbstractHttp11Protocol<?> http) {
                configure(http, settings);
            }
        });
        factory.addContextCustomizers(context -> reportProblems(context, problems));
        return factory;
    }

    /** Named so that Spring finds it: bounds how long requests under way may keep the server from stopping. */
    @Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
    DefaultLifecycleProcessor lifecycleProcessor(GatewaySettings settings) {
        var lifecycle = new DefaultLifecycleProcessor();
        lifecycle.setTimeoutPerShutdownPhase(settings.shutdownGrace().toMillis());
        return lifecycle;
    }

    private static void configure(AbstractHttp11Protocol<?> http, GatewaySettings settings) {
        var limits = settings.limits();
        http.setAcceptCount(WAITING_CONNECTIONS);
        http.setConnectionTimeout(Math.toIntExact(limits.bodyTime().toMillis()));
        http.setKeepAliveTimeout((int) KEEP_ALIVE.toMillis());
        // A sender that asks first is told to go on only once its body is wanted, so a refusal costs it nothing.
        http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
        // Of a body that is refused, this much is still read, so that the sender gets to see the answer.
        http.setMaxSwallowSize((int) limits.body().bytes());
    }

    private static void reportProblems(Context context, ProblemWriter problems) {
        if (context.getParent() instanceof StandardHost host) {
            var valve = new ProblemValve(problems);
            // The host looks for a valve of this class and adds its own page if there is none.
            host.setErrorReportValveClass(valve.getClass().getName());
            host.getPipeline().addValve(valve);
        }
    }
}
