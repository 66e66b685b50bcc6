package dev.millrace.app.fit;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.gateway.port.RateRequest;
import dev.millrace.gateway.port.Refusal;
import dev.millrace.gateway.port.RunControl;
import dev.millrace.gateway.port.RunState;
import dev.millrace.gateway.port.RunView;
import dev.millrace.gateway.port.ShardView;
import dev.millrace.gateway.port.SourceView;
import dev.millrace.gateway.port.StartRequest;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.run.InvalidRunRequest;
import dev.millrace.generator.run.RunLogUnavailable;
import dev.millrace.generator.run.RunRequest;
import dev.millrace.generator.run.RunStatus;
import dev.millrace.generator.run.Runs;
import dev.millrace.generator.run.ShardStatus;
import dev.millrace.generator.run.SourceStatus;
import dev.millrace.generator.source.SourceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs, as the gateway asks for them. Thread-safe. */
public final class RunControlFit implements RunControl {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Runs runs;
    private final List<String> startable;
    private final Set<String> stopping = ConcurrentHashMap.newKeySet();

    /** @param sources the sources of the file, of which the generated and replayed ones can be started */
    public RunControlFit(Runs runs, Map<String, SourceDefinition> sources) {
        this.runs = runs;
        this.startable = sources.entrySet().stream()
                .filter(entry -> entry.getValue().scheduled())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public List<RunView> runs() {
        return runs.statuses().reversed().stream().map(this::view).toList();
    }

    @Override
    public Optional<RunView> run(String id) {
        return runs.status(id).map(this::view);
    }

    @Override
    public RunView start(StartRequest request) {
        for (var source : request.sources()) {
            if (!startable.contains(source)) {
                throw new Refusal.UnknownSource(source, startable);
            }
        }
        try {
            return view(
                    runs.start(new RunRequest(request.sources(), request.rate(), request.count(), request.duration())));
        } catch (InvalidRunRequest e) {
            throw new Refusal.Conflict(String.valueOf(e.getMessage()));
        } catch (RunLogUnavailable e) {
            throw new Refusal.Unavailable("kafka", String.valueOf(e.getMessage()), RETRY_AFTER, e);
        }
    }

    @Override
    public RunView stop(String id) {
        stopping.add(id);
        try {
            // Seen again only once it has stopped, whatever else it is by then.
            return runs.stop(id).map(status -> view(status, false)).orElseThrow(() -> new Refusal.UnknownRun(id));
        } catch (InvalidRunRequest e) {
            throw new Refusal.Conflict(String.valueOf(e.getMessage()));
        } catch (RunLogUnavailable e) {
            throw new Refusal.Unavailable("kafka", String.valueOf(e.getMessage()), RETRY_AFTER, e);
        } finally {
            stopping.remove(id);
        }
    }

    @Override
    public RunView change(String id, RateRequest request) {
        for (var source : request.sources()) {
            if (!startable.contains(source)) {
                throw new Refusal.UnknownSource(source, startable);
            }
        }
        try {
            return runs.change(id, request.sources(), request.rate())
                    .map(this::view)
                    .orElseThrow(() -> new Refusal.UnknownRun(id));
        } catch (InvalidRunRequest e) {
            throw new Refusal.Conflict(String.valueOf(e.getMessage()));
        } catch (RunLogUnavailable e) {
            throw new Refusal.Unavailable("kafka", String.valueOf(e.getMessage()), RETRY_AFTER, e);
        }
    }

    private RunView view(RunStatus status) {
        return view(status, stopping.contains(status.run().id()));
    }

    static RunView view(RunStatus status, boolean stopping) {
        return new RunView(
                status.run().id(),
                state(status, stopping),
                status.run().startedAt(),
                status.sources().stream().map(RunControlFit::view).toList());
    }

    private static RunState state(RunStatus status, boolean stopping) {
        return switch (status.run().state()) {
            case RUNNING -> stopping ? RunState.STOPPING : stateOf(status.sources());
            case STOPPED -> status.isThrough() ? RunState.ENDED : RunState.STOPPING;
            case ENDED -> RunState.ENDED;
        };
    }

    /** What a run does whose sources are these: what the best of those does that still have something to send. */
    private static RunState stateOf(List<SourceStatus> sources) {
        boolean waits = false;
        boolean failed = false;
        for (var source : sources) {
            switch (source.state()) {
                case SourceState.Starting starting -> {
                    return RunState.RUNNING;
                }
                case SourceState.Sending sending -> {
                    return RunState.RUNNING;
                }
                case SourceState.Elsewhere elsewhere -> {
                    return RunState.RUNNING;
                }
                case SourceState.Waiting waiting -> waits = true;
                case SourceState.Failed failure -> failed = true;
                case SourceState.Stopped stopped -> {}
                case SourceState.Ended ended -> {}
            }
        }
        if (waits) {
            return RunState.PAUSED;
        }
        return failed ? RunState.FAILED : RunState.RUNNING;
    }

    private static ShardView view(ShardStatus shard) {
        return new ShardView(
                shard.shard().number(),
                shard.instance(),
                word(shard.state()),
                shard.tally().sent());
    }

    private static String word(SourceState state) {
        return switch (state) {
            case SourceState.Starting starting -> "starting";
            case SourceState.Sending sending -> "sending";
            case SourceState.Elsewhere elsewhere -> "elsewhere";
            case SourceState.Waiting waiting -> "waiting";
            case SourceState.Stopped stopped -> "stopped";
            case SourceState.Ended ended -> "ended";
            case SourceState.Failed failed -> "failed";
        };
    }

    private static SourceView view(SourceStatus source) {
        var tally = source.tally();
        return new SourceView(
                source.source(),
                source.topic(),
                source.meanRate() == null ? 0 : source.meanRate(),
                tally.ratePerSecond(),
                tally.sent(),
                tally.of(DeviationKind.SHED),
                tally.of(DeviationKind.REJECTED) + source.turnedAway(),
                tally.of(DeviationKind.SKIPPED),
                source.shards().stream().map(RunControlFit::view).toList());
    }
}
