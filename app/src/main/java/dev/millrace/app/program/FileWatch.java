package dev.millrace.app.program;

import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.file.MillraceFile;
import dev.millrace.app.reload.Change;
import dev.millrace.app.reload.EditedFile;
import dev.millrace.app.reload.FileChanges;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.generator.run.InvalidRunRequest;
import dev.millrace.generator.run.Run;
import dev.millrace.generator.run.RunLogUnavailable;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunState;
import dev.millrace.generator.run.RunStatus;
import dev.millrace.settings.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the program's file was edited. Other rates and limits take effect at once; what cannot is
 * named; an edit with a mistake in it is told with its place, and changes nothing. Thread-safe.
 */
final class FileWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

    private final Path path;
    private final EditedFile edited;
    private final GeneratorPart generator;
    private final ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("file-watch").daemon().unstarted(this::watch);
    private MillraceFile live;
    /** An edit that was not gone by in full, because Kafka did not answer. */
    private @Nullable MillraceFile pending;

    private FileWatch(EditedFile edited, LoadedFile loaded, GeneratorPart generator) {
        this.path = loaded.path();
        this.edited = edited;
        this.live = loaded.file();
        this.generator = generator;
    }

    /** Begins to look after the file a program was started with. */
    static FileWatch start(EditedFile edited, LoadedFile loaded, GeneratorPart generator) {
        var watch = new FileWatch(edited, loaded, generator);
        watch.thread.start();
        return watch;
    }

    /** What there is to tell since this was last asked. */
    List<String> news() {
        var told = new ArrayList<String>();
        for (var next = news.poll(); next != null; next = news.poll()) {
            told.add(next);
        }
        return told;
    }

    @Override
    public void close() {
        closed.countDown();
        Joining.join(thread, Duration.ofSeconds(20));
    }

    private void watch() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            switch (edited.look()) {
                case EditedFile.Look.Same ignored -> {
                    if (pending != null) {
                        goBy(pending);
                    }
                }
                case EditedFile.Look.Bad(var why) -> {
                    pending = null;
                    tell(path + " was edited, and nothing of that holds, for it has a mistake:\n" + why);
                }
                case EditedFile.Look.Good(var file) -> goBy(file.file());
            }
        } catch (RuntimeException e) {
            pending = null;
            log.error("An edit of the file could not be gone by: path={}", path, e);
            tell(path + " was edited, and could not be gone by: " + e.getMessage());
        }
    }

    private void goBy(MillraceFile file) {
        boolean isFirstTry = !file.equals(pending);
        pending = null;
        var later = new ArrayList<String>();
        for (var change : FileChanges.between(live, file)) {
            try {
                switch (change) {
                    case Change.OfRate(var source, var rate) -> change(source, rate);
                    case Change.OfLimit(var limit, var settings) -> change(limit, settings);
                    case Change.AtNextStart(var setting) -> later.add(setting);
                }
                live = FileChanges.after(live, change);
            } catch (RunLogUnavailable e) {
                pending = file;
                if (isFirstTry) {
                    tell(path + " was edited; its rates are tried until Kafka answers: " + e.getMessage());
                }
            }
        }
        if (isFirstTry && !later.isEmpty()) {
            tell(path + " was edited; from the next start on hold: " + String.join(", ", later));
        }
    }

    private void change(String source, Rate rate) {
        generator.runs().edited(source, rate);
        var run = runOfTheFile(source);
        if (run.isEmpty()) {
            tell("Source " + source + " has come to its end; its rate of " + rate + " holds for runs to come");
            return;
        }
        if (isAt(run.get(), source, rate)) {
            return;
        }
        try {
            generator.runs().change(run.get().id(), List.of(source), rate);
            tell("Source " + source + " is to send " + rate);
        } catch (InvalidRunRequest e) {
            tell("The rate of source " + source + " stays as it is in run "
                    + run.get().id() + " until the next start: " + e.getMessage());
        }
    }

    private void change(String limit, LimitSettings settings) {
        generator.flow().flows().change(limit, settings);
        tell("Limit " + limit + " is " + settings.rate() + " now, burst " + settings.burst());
    }

    private Optional<Run> runOfTheFile(String source) {
        return generator.runs().statuses().stream()
                .map(RunStatus::run)
                .filter(run -> run.origin() == RunOrigin.FILE && run.state() == RunState.RUNNING && run.has(source))
                .reduce((one, later) -> later);
    }

    /** Another instance, whose file was edited in the same way, may have been quicker. */
    private static boolean isAt(Run run, String source, Rate rate) {
        return run.changes().stream()
                .filter(change -> change.source().equals(source))
                .reduce((one, later) -> later)
                .filter(change -> change.perSecond() == rate.perSecond())
                .isPresent();
    }

    private void tell(String what) {
        log.info("{}", what);
        news.add(what);
    }
}
