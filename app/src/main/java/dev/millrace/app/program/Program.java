package dev.millrace.app.program;

import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.reload.EditedFile;
import dev.millrace.app.topics.TopicProvisioner;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.StatusReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running program: the servers it works on and the parts its roles ask for, started in order and ended in
 * order. Thread-safe but for {@link #finish()} and {@link #close()}, which belong to whoever started it.
 */
public final class Program implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Program.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final CloseStack open;
    private final Servers servers;
    private final Parts parts;
    private final List<PortNote> notes;
    private final Map<String, String> addresses;
    private final Optional<FileWatch> watch;

    private Program(
            CloseStack open,
            Servers servers,
            Parts parts,
            List<PortNote> notes,
            Map<String, String> addresses,
            Optional<FileWatch> watch) {
        this.open = open;
        this.servers = servers;
        this.parts = parts;
        this.notes = List.copyOf(notes);
        this.addresses = addresses;
        this.watch = watch;
    }

    /** Starts everything; once this returns, events flow. What was started is stopped again if something fails. */
    public static Program start(LoadedFile loaded, ProgramSettings settings) {
        var open = new CloseStack();
        // From here on, what is written to the file is an edit.
        var edited = new EditedFile(loaded.path(), System.getenv());
        try {
            var servers = open.add("servers", Servers.start(loaded.file(), settings.folder(), settings.roles()));
            TopicProvisioner.provide(servers.kafka(), loaded.topics());
            var parts = Wiring.start(loaded, settings, servers, open);
            var notes = new ArrayList<>(servers.notes());
            parts.gateway().ifPresent(gateway -> notes.add(gateway.note()));
            var watch = parts.generator()
                    .map(generator -> open.add("file watch", FileWatch.start(edited, loaded, generator)));
            return new Program(
                    open,
                    servers,
                    parts,
                    notes,
                    addresses(loaded.file().gateway().address(), servers, parts),
                    watch);
        } catch (RuntimeException e) {
            CloseStack.closeAfter(e, open);
            throw e;
        }
    }

    /** Where its services are. */
    public Map<String, String> addresses() {
        return addresses;
    }

    /** Which ports it got. */
    public List<PortNote> notes() {
        return notes;
    }

    /** Why it cannot go on, if it cannot: an embedded server gave up. */
    public Optional<String> failure() {
        return servers.failure();
    }

    /** What became of edits of the program's file since this was last asked, in words for a person. */
    public List<String> news() {
        return watch.map(FileWatch::news).orElse(List.of());
    }

    /** The account as it stands. */
    public LedgerReport report() {
        return parts.ledger().report();
    }

    /** Everything at a glance. */
    public StatusReport status() {
        return parts.glance().status();
    }

    /**
     * Brings the stream to an end in order: sources stop and commit, pipelines catch up, audit and ledger catch up;
     * then gives the verdict, which is {@code complete} only if the parts got their work done as well. What does not catch
     * up within a minute is left to the next program.
     */
    public LedgerReport finish() {
        var shortfalls = new ArrayList<Shortfall>();
        parts.generator().ifPresent(generator -> shortfalls.addAll(generator.finish()));
        log.info("Sources have stopped");
        parts.pipelines().ifPresent(pipelines -> shortfalls.addAll(pipelines.finish(CATCH_UP)));
        parts.glance().look();
        log.info("Pipelines have stopped");
        parts.delivery().ifPresent(delivery -> shortfalls.addAll(delivery.catchUp(CATCH_UP)));
        var report = Shortfall.judge(parts.ledger().verify(Optional.empty(), CATCH_UP), shortfalls);
        log.info("Ended: verdict={} reason={}", report.verdict(), report.reason());
        return report;
    }

    /** Stops everything, the embedded servers last. */
    @Override
    public void close() {
        open.close();
    }

    private static Map<String, String> addresses(String gatewayHost, Servers servers, Parts parts) {
        var addresses = new LinkedHashMap<String, String>();
        parts.gateway()
                .ifPresent(gateway -> addresses.put(
                        "gateway",
                        GatewayAddress.of(gatewayHost, gateway.service().port())));
        addresses.put("kafka", servers.kafka().bootstrapServers());
        servers.database().ifPresent(database -> addresses.put("postgresql", database.shownUrl()));
        servers.redis().ifPresent(redis -> addresses.put("redis", redis.hostAndPort()));
        return addresses;
    }
}
