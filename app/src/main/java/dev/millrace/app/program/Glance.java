package dev.millrace.app.program;

import dev.millrace.gateway.port.AuditView;
import dev.millrace.gateway.port.DeadLetterView;
import dev.millrace.gateway.port.RunControl;
import dev.millrace.gateway.port.ServiceHealth;
import dev.millrace.gateway.port.ServiceState;
import dev.millrace.gateway.port.StatusReport;
import dev.millrace.gateway.port.StatusView;
import dev.millrace.processor.run.PipelineStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program at a glance: what takes time to ask is asked every second, so that whoever looks is answered at
 * once. Thread-safe.
 */
final class Glance implements StatusView, ServiceHealth, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Glance.class);

    private final String version;
    private final Servers servers;
    private final ServerProbe probe;
    private final RunControl runs;
    private final Optional<PipelinePart> pipelines;
    private final Optional<DeliveryPart> delivery;
    private final Optional<GeneratorPart> generator;
    private final Clock clock;
    private final Instant started;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("glance").daemon().unstarted(this::run);
    private volatile List<PipelineStatus> pipelineStatuses = List.of();
    private volatile List<DeadLetterView> deadLetters = List.of();

    Glance(
            String version,
            Servers servers,
            ServerProbe probe,
            RunControl runs,
            Optional<PipelinePart> pipelines,
            Optional<DeliveryPart> delivery,
            Optional<GeneratorPart> generator,
            Clock clock) {
        this.version = version;
        this.servers = servers;
        this.probe = probe;
        this.runs = runs;
        this.pipelines = pipelines;
        this.delivery = delivery;
        this.generator = generator;
        this.clock = clock;
        this.started = clock.instant();
    }

    void start() {
        thread.start();
    }

    @Override
    public StatusReport status() {
        return new StatusReport(
                version,
                Duration.between(started, clock.instant()),
                services(),
                runs.runs(),
                pipelineStatuses.stream().map(PipelineViews::of).toList(),
                audit(),
                deadLetters,
                generator
                        .map(part ->
                                part.flow().limits().stream().map(FlowViews::of).toList())
                        .orElse(List.of()),
                generator
                        .map(part -> part.flow().breakers().stream()
                                .map(FlowViews::of)
                                .toList())
                        .orElse(List.of()));
    }

    @Override
    public List<ServiceState> services() {
        var states = new ArrayList<ServiceState>();
        states.add(ServiceStates.server(
                "kafka", probe.kafkaTrouble(), servers.kafka().bootstrapServers(), true));
        delivery.ifPresent(part -> {
            servers.database()
                    .ifPresent(database -> states.add(ServiceStates.server(
                            "postgresql", probe.databaseTrouble(), database.hostAndPort(), false)));
            states.add(ServiceStates.ledger(part.follower().state()));
            part.audit().ifPresent(trail -> states.add(ServiceStates.audit(trail.status())));
        });
        pipelineStatuses.forEach(status -> states.add(ServiceStates.pipeline(status)));
        generator.ifPresent(part -> {
            servers.redis()
                    .ifPresent(redis -> states.add(
                            ServiceStates.server("redis", part.flow().redisTrouble(), redis.hostAndPort(), false)));
            states.add(
                    ServiceStates.generator(part.runs().statuses(), part.runs().trouble()));
        });
        return states;
    }

    @Override
    public void close() {
        closed.countDown();
        Joining.join(thread, Duration.ofSeconds(10));
    }

    private AuditView audit() {
        return delivery.flatMap(DeliveryPart::audit)
                .map(trail ->
                        new AuditView(trail.status().events(), trail.status().totalLag()))
                .orElse(new AuditView(0, 0));
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks now. */
    void look() {
        try {
            pipelineStatuses = pipelines.map(PipelinePart::statuses).orElse(List.of());
            deadLetters = delivery.map(part -> part.verifier().account().deadLetters().entrySet().stream()
                            .map(entry -> new DeadLetterView(entry.getKey(), entry.getValue()))
                            .toList())
                    .orElse(List.of());
        } catch (RuntimeException e) {
            // A part that is being closed, or a server that is away: the last look stays.
            log.debug("A look at the program failed", e);
        }
    }
}
