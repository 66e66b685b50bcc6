package dev.millrace.gateway;

import dev.millrace.gateway.port.RateRequest;
import dev.millrace.gateway.port.Refusal;
import dev.millrace.gateway.port.RunControl;
import dev.millrace.gateway.port.RunState;
import dev.millrace.gateway.port.RunView;
import dev.millrace.gateway.port.SourceView;
import dev.millrace.gateway.port.StartRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Runs that are only remembered: a run that is told to stop is stopping, and when told again has ended. */
final class RunsInMemory implements RunControl {
    static final Instant STARTED = Instant.parse("2026-11-21T10:00:00Z");

    private final List<String> sources;
    private final List<RunView> runs = Collections.synchronizedList(new ArrayList<>());
    final List<StartRequest> requests = Collections.synchronizedList(new ArrayList<>());
    volatile RuntimeException failure;

    RunsInMemory(String... sources) {
        this.sources = List.of(sources);
    }

    void reset() {
        runs.clear();
        requests.clear();
        failure = null;
    }

    @Override
    public List<RunView> runs() {
        if (failure != null) {
            throw failure;
        }
        return runs.reversed();
    }

    @Override
    public Optional<RunView> run(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    @Override
    public RunView start(StartRequest request) {
        if (failure != null) {
            throw failure;
        }
        for (var source : request.sources()) {
            if (!sources.contains(source)) {
                throw new Refusal.UnknownSource(source, sources);
            }
        }
        requests.add(request);
        var views = request.sources().stream()
                .map(source -> new SourceView(source, "shop." + source, 20, 19.5, 3))
                .toList();
        var run = new RunView("run-" + (runs.size() + 1), RunState.RUNNING, STARTED, views);
        runs.add(run);
        return run;
    }

    @Override
    public RunView change(String id, RateRequest request) {
        var run = run(id).orElseThrow(() -> new Refusal.UnknownRun(id));
        for (var source : request.sources()) {
            if (!sources.contains(source)) {
                throw new Refusal.UnknownSource(source, sources);
            }
        }
        var views = run.sources().stream()
                .map(source -> new SourceView(
                        source.source(),
                        source.topic(),
                        request.rate().perSecond(),
                        source.actualRate(),
                        source.events()))
                .toList();
        var changed = new RunView(id, run.state(), run.startedAt(), views);
        runs.set(runs.indexOf(run), changed);
        return changed;
    }

    @Override
    public RunView stop(String id) {
        var run = run(id).orElseThrow(() -> new Refusal.UnknownRun(id));
        var next = switch (run.state()) {
            case RUNNING, PAUSED, FAILED -> RunState.STOPPING;
            case STOPPING -> RunState.ENDED;
            case ENDED -> throw new Refusal.RunEnded(id);
        };
        var stopped = new RunView(id, next, run.startedAt(), run.sources());
        runs.set(runs.indexOf(run), stopped);
        return stopped;
    }
}
