package dev.millrace.gateway;

import dev.millrace.gateway.body.BodyMemory;
import dev.millrace.gateway.body.BodyReader;
import dev.millrace.gateway.body.JsonCutter;
import dev.millrace.gateway.door.DoorController;
import dev.millrace.gateway.health.ServicesContributor;
import dev.millrace.gateway.ingest.Confirmation;
import dev.millrace.gateway.ingest.IngestController;
import dev.millrace.gateway.ingest.PostedEvents;
import dev.millrace.gateway.ledger.LedgerController;
import dev.millrace.gateway.problem.ProblemPages;
import dev.millrace.gateway.problem.ProblemWriter;
import dev.millrace.gateway.run.RunController;
import dev.millrace.gateway.run.StartRequestReader;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.status.StatusController;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the gateway is made of: everything behind the door is in this list. */
@Configuration(proxyBeanMethods = false)
@Import({ServerBeans.class, FilterBeans.class, MvcBeans.class, ActuatorBeans.class})
class GatewayBeans {

    @Bean
    ProblemWriter problemWriter(MeterRegistry registry) {
        return new ProblemWriter(registry);
    }

    @Bean
    BodyMemory bodyMemory(GatewaySettings settings, MeterRegistry registry) {
        return new BodyMemory(settings.limits().bodies(), registry);
    }

    @Bean
    BodyReader bodyReader(GatewaySettings settings, BodyMemory memory) {
        return new BodyReader(settings.limits(), memory, System::nanoTime);
    }

    @Bean
    JsonCutter jsonCutter(GatewaySettings settings) {
        return new JsonCutter(settings.limits());
    }

    @Bean
    IngestController ingestController(
            BodyReader bodies, JsonCutter cutter, GatewaySettings settings, GatewayPorts ports) {
        var posted = new PostedEvents(cutter, settings.limits().event(), InstantSource.system());
        return new IngestController(bodies, posted, ports.intake(), new Confirmation(settings.confirmWithin()));
    }

    @Bean
    RunController runController(BodyReader bodies, JsonCutter cutter, GatewayPorts ports) {
        return new RunController(ports.runs(), bodies, new StartRequestReader(cutter));
    }

    @Bean
    LedgerController ledgerController(GatewayPorts ports) {
        return new LedgerController(ports.ledger());
    }

    @Bean
    StatusController statusController(GatewayPorts ports) {
        return new StatusController(ports.status());
    }

    @Bean
    DoorController doorController() {
        return new DoorController();
    }

    @Bean
    ProblemPages problemPages() {
        return new ProblemPages();
    }

    @Bean
    ServicesContributor services(GatewayPorts ports) {
        return new ServicesContributor(ports.health());
    }
}
