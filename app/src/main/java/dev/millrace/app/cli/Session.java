package dev.millrace.app.cli;

import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.app.instance.Instance;
import dev.millrace.app.log.Logs;
import dev.millrace.app.program.PortNote;
import dev.millrace.app.program.Program;
import dev.millrace.app.program.ProgramSettings;
import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.folder.FolderClaim;
import dev.millrace.gateway.json.ApiJson;
import dev.millrace.gateway.ledger.LedgerAnswer;
import dev.millrace.gateway.port.LedgerReport;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program run in the foreground: from its start to the result at its orderly end. */
final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Terminal terminal;
    private final OutputFormat output;

    Session(Terminal terminal, OutputFormat output) {
        this.terminal = terminal;
        this.output = output;
    }

    /** Runs until the time is up or somebody asks for the end; gives the exit code. */
    int run(LoadedFile file, ProgramSettings settings, @Nullable Duration time) {
        var folder = settings.folder();
        try (var claim = claim(folder)) {
            return runIn(claim, file, settings, time);
        }
    }

    private static FolderClaim claim(DataFolder folder) {
        try {
            return folder.claim();
        } catch (FolderInUse e) {
            throw CommandFailed.usage("Millrace already runs on " + folder.path()
                    + folder.running()
                            .map(other -> " (process " + other.pid() + ")")
                            .orElse("")
                    + ". Stop it with 'millrace down', or use another folder: --data DIR.");
        }
    }

    private int runIn(FolderClaim claim, LoadedFile file, ProgramSettings settings, @Nullable Duration time) {
        var folder = settings.folder();
        Logs.toFile(folder.log());
        log.debug("folder={} id={}", claim.folder(), claim.id());
        var end = EndSignal.install(terminal);
        tell(file, settings, Map.of(), false);
        try (var program = Program.start(file, settings)) {
            tell(file, settings, program.addresses(), true);
            greet(file, program);
            var why = watch(program, end, time);
            terminal.clearStatus();
            if (why == End.FAILURE) {
                throw CommandFailed.unreachable(program.failure().orElse("")
                        + "\nWhat was acknowledged is kept. Mend the cause and run 'millrace up' again; it goes on.");
            }
            boolean timeUp = why == End.TIME_UP;
            terminal.say(timeUp ? "Time is up; ending in order …" : "Ending in order …");
            var report = program.finish();
            print(report, program);
            return exitCode(report, timeUp);
        } finally {
            folder.forget();
        }
    }

    /** Why a program ends. */
    private enum End {
        TIME_UP,
        WISHED,
        FAILURE
    }

    private End watch(Program program, EndSignal end, @Nullable Duration time) {
        long until = time == null ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
        var line = new StatusLine(terminal);
        while (true) {
            long left = time == null ? GLANCE.toNanos() : Math.min(GLANCE.toNanos(), until - System.nanoTime());
            if (end.await(Duration.ofNanos(Math.max(0, left)))) {
                return End.WISHED;
            }
            if (program.failure().isPresent()) {
                return End.FAILURE;
            }
            var news = program.news();
            if (!news.isEmpty()) {
                terminal.clearStatus();
                news.forEach(terminal::say);
            }
            if (time != null && until - System.nanoTime() <= 0) {
                return End.TIME_UP;
            }
            if (terminal.interactive()) {
                line.show(program.report(), program.status());
            }
        }
    }

    private void tell(LoadedFile file, ProgramSettings settings, Map<String, String> addresses, boolean ready) {
        settings.folder()
                .write(Instance.ofThisProcess(
                        file.file().name(),
                        file.path().toAbsolutePath().toString(),
                        file.file().namesServersOfEvents(),
                        ready,
                        addresses));
    }

    private void greet(LoadedFile file, Program program) {
        program.notes().stream().filter(PortNote::moved).map(PortNote::message).forEach(terminal::say);
        terminal.say(terminal.bold("Millrace runs " + file.file().name()) + " from " + file.path());
        program.addresses().forEach((service, address) -> terminal.say("  %-12s %s".formatted(service, address)));
        terminal.say("  "
                + terminal.dim(
                        "Ctrl-C ends it in order. Elsewhere: millrace status, millrace tail TOPIC, millrace verify"));
    }

    private void print(LedgerReport report, Program program) {
        var answer = LedgerAnswer.of(report);
        switch (output) {
            case json -> terminal.data(ApiJson.mapper().writeValueAsString(answer));
            case text -> new Summary(terminal).print(answer, program.status());
        }
    }

    private static int exitCode(LedgerReport report, boolean timeUp) {
        int verdict = Summary.exitCode(report.verdict());
        // Interrupted before anything was sent, there is no verdict, and none was asked for.
        return timeUp || verdict == ExitCode.NO ? verdict : ExitCode.INTERRUPTED;
    }
}
