package dev.millrace.app.program;

import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.fit.IntakeFit;
import dev.millrace.app.fit.LedgerFit;
import dev.millrace.app.fit.NoGenerator;
import dev.millrace.app.fit.NoLedger;
import dev.millrace.app.fit.RunControlFit;
import dev.millrace.app.metrics.Meters;
import dev.millrace.app.schemas.ProgramSchemas;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewayPorts;
import dev.millrace.gateway.port.EventIntake;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.RunControl;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The one place where the program's parts are put together. */
final class Wiring {
    /** Longer than the ledger takes to begin on a busy machine; who sends need not wait for a database that is away. */
    private static final Duration LEDGER_PATIENCE = Duration.ofSeconds(20);

    private Wiring() {}

    /**
     * Starts what the roles ask for, readers before writers, so that nothing written is waited for.
     *
     * @param open takes what is started, to close it in reverse
     */
    static Parts start(LoadedFile loaded, ProgramSettings settings, Servers servers, CloseStack open) {
        var clock = Clock.system(ZoneId.systemDefault());
        var roles = settings.roles();
        var kafka = servers.kafka();
        var file = loaded.file();

        var schemas = open.add("schemas", ProgramSchemas.of(file.schemas(), kafka));
        var delivery = roles.contains(Role.DELIVERY)
                ? Optional.of(open.add(
                        "delivery",
                        DeliveryPart.start(loaded, kafka, servers.database().orElseThrow(), schemas, clock)))
                : Optional.<DeliveryPart>empty();
        var probe = open.add(
                "probe", new ServerProbe(kafka.with(Map.of()), delivery.map(part -> (DataSource) part.pool())));
        probe.start();
        var pipelines = roles.contains(Role.PROCESSOR)
                ? Optional.of(open.add(
                        "pipelines",
                        PipelinePart.start(
                                loaded, kafka, settings.folder().state(), settings.instance(), schemas, clock)))
                : Optional.<PipelinePart>empty();
        var instance = settings.folder().identity();
        var flow = roles.contains(Role.GENERATOR)
                ? Optional.of(open.add("flow control", FlowPart.start(file, servers.redis(), instance, clock)))
                : Optional.<FlowPart>empty();
        var generator = flow.map(
                part -> open.add("generator", GeneratorPart.create(file, kafka, instance, schemas, part, clock)));

        RunControl runs = generator
                .<RunControl>map(part -> new RunControlFit(part.runs(), file.sources()))
                .orElseGet(NoGenerator::new);
        EventIntake intake = generator
                .<EventIntake>map(part -> new IntakeFit(part.bodies(), file.sources()))
                .orElseGet(NoGenerator::new);
        LedgerView ledger = delivery.<LedgerView>map(part -> new LedgerFit(
                        part.verifier(),
                        part::auditRows,
                        (run, source) -> generator
                                .map(made -> made.targetRate(run, source))
                                .orElse(0.0)))
                .orElseGet(NoLedger::new);
        var glance = open.add(
                "glance", new Glance(settings.version(), servers, probe, runs, pipelines, delivery, generator, clock));
        glance.start();

        delivery.ifPresent(part -> part.awaitLedger(LEDGER_PATIENCE));
        // Before anybody can ask for runs: what is asked for must not be taken for what was there.
        generator.ifPresent(part -> part.runs().resume());
        var gateway = roles.contains(Role.GATEWAY)
                ? Optional.of(OnPort.start(
                                "gateway",
                                settings.port() == null ? file.gateway().port() : settings.port(),
                                port -> Gateway.start(
                                        file.gateway().withPort(port),
                                        new GatewayPorts(runs, intake, ledger, glance, glance),
                                        Meters.of(
                                                generator.map(GeneratorPart::runs),
                                                flow.map(FlowPart::flows),
                                                ledger,
                                                glance,
                                                file.sources().keySet())))
                        .addedTo(open))
                : Optional.<OnPort<Gateway>>empty();
        return new Parts(generator, pipelines, delivery, ledger, glance, gateway);
    }
}
