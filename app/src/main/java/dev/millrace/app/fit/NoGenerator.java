package dev.millrace.app.fit;

import dev.millrace.gateway.port.EventIntake;
import dev.millrace.gateway.port.IncomingEvent;
import dev.millrace.gateway.port.RateRequest;
import dev.millrace.gateway.port.Receipt;
import dev.millrace.gateway.port.Refusal;
import dev.millrace.gateway.port.RunControl;
import dev.millrace.gateway.port.RunView;
import dev.millrace.gateway.port.StartRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an instance without the role {@code generator} answers: that it can neither start runs nor take events in. */
public final class NoGenerator implements RunControl, EventIntake {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    @Override
    public List<RunView> runs() {
        return List.of();
    }

    @Override
    public Optional<RunView> run(String id) {
        return Optional.empty();
    }

    @Override
    public RunView start(StartRequest request) {
        throw notHere();
    }

    @Override
    public RunView change(String id, RateRequest request) {
        throw notHere();
    }

    @Override
    public RunView stop(String id) {
        throw notHere();
    }

    @Override
    public CompletionStage<Receipt> take(String source, List<IncomingEvent> events) {
        return CompletableFuture.failedFuture(notHere());
    }

    private static Refusal.Unavailable notHere() {
        return new Refusal.Unavailable(
                "generator", "this instance does not play the role 'generator'; ask one that does", RETRY_AFTER, null);
    }
}
