package dev.millrace.app.program;

import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.reload.EditedFile;
import dev.millrace.app.reload.LiveFile;
import dev.millrace.app.reload.RunningProgram;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.generator.run.InvalidRunRequest;
import dev.millrace.generator.run.Run;
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
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the program's file was edited. Other rates and limits take effect at once; what cannot is
 * named; an edit with a mistake in it is told with its place, and changes nothing. Thread-safe.
 */
final class FileWatch implements AutoCloseable, RunningProgram {
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

    private final Path path;
    private final EditedFile edited;
    private final GeneratorPart generator;
    private final ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("file-watch").daemon().unstarted(this::watch);
    private final LiveFile live;

    private FileWatch(EditedFile edited, LoadedFile loaded, GeneratorPart generator) {
        this.path = loaded.path();
        this.edited = edited;
        this.live = new LiveFile(path, loaded.file(), this, System::nanoTime, RandomGenerator.getDefault());
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
                case EditedFile.Look.Same ignored -> live.goOn();
                case EditedFile.Look.Bad(var why) -> {
                    live.leave();
                    tell(path + " was edited, and nothing of that holds, for it has a mistake:\n" + why);
                }
                case EditedFile.Look.Good(var file) -> live.goBy(file.file());
            }
        } catch (RuntimeException e) {
            live.leave();
            log.error("An edit of the file could not be gone by: path={}", path, e);
            tell(path + " was edited, and could not be gone by: " + e.getMessage());
        }
    }

    @Override
    public void change(String source, Rate rate) {
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

    @Override
    public void change(String limit, LimitSettings settings) {
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

    @Override
    public void tell(String what) {
        log.info("{}", what);
        news.add(what);
    }

    @Override
    public void warn(String what) {
        log.warn("{}", what);
        news.add(what);
    }
}
