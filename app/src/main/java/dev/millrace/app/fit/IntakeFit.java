package dev.millrace.app.fit;

import dev.millrace.gateway.port.EventIntake;
import dev.millrace.gateway.port.IncomingEvent;
import dev.millrace.gateway.port.Receipt;
import dev.millrace.gateway.port.Refusal;
import dev.millrace.generator.intake.IntakeReceipt;
import dev.millrace.generator.intake.IntakeRefused;
import dev.millrace.generator.intake.IntakeUnavailable;
import dev.millrace.generator.intake.PostedEvent;
import dev.millrace.generator.run.SourceBodies;
import dev.millrace.generator.source.SourceDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The doors of the sources that take posts, as the gateway knocks at them. Thread-safe. */
public final class IntakeFit implements EventIntake {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final SourceBodies bodies;
    private final List<String> doors;

    /** @param sources the sources of the file, of which those with {@code http} take posts */
    public IntakeFit(SourceBodies bodies, Map<String, SourceDefinition> sources) {
        this.bodies = bodies;
        this.doors = sources.entrySet().stream()
                .filter(entry -> entry.getValue().http() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public CompletionStage<Receipt> take(String source, List<IncomingEvent> events) {
        if (!doors.contains(source)) {
            return CompletableFuture.failedFuture(new Refusal.UnknownSource(source, doors));
        }
        var intake = bodies.intake(source);
        if (intake.isEmpty()) {
            return CompletableFuture.failedFuture(new Refusal.Unavailable(
                    "generator", "source '" + source + "' is not running yet", RETRY_AFTER, null));
        }
        List<PostedEvent> posted;
        try {
            posted = posted(events);
        } catch (Refusal.InvalidEvent e) {
            return CompletableFuture.failedFuture(e);
        }
        return intake.get().take(posted).handle((receipt, failure) -> {
            if (failure != null) {
                throw new CompletionException(refusal(failure));
            }
            return receipt(source, receipt);
        });
    }

    private static Receipt receipt(String source, IntakeReceipt receipt) {
        return new Receipt(receipt.run(), source, receipt.firstIndex(), receipt.accepted());
    }

    /** The events as the generator takes them; all or none. */
    static List<PostedEvent> posted(List<IncomingEvent> events) {
        var posted = new ArrayList<PostedEvent>(events.size());
        for (var event : events) {
            try {
                posted.add(posted(event));
            } catch (IllegalArgumentException e) {
                throw new Refusal.InvalidEvent(posted.size(), String.valueOf(e.getMessage()));
            }
        }
        return posted;
    }

    private static PostedEvent posted(IncomingEvent event) {
        return new PostedEvent(
                event.id(),
                event.type(),
                event.time(),
                event.key(),
                event.correlationId(),
                event.trace(),
                event.extensions(),
                event.data());
    }

    private static Throwable refusal(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof IntakeRefused refused) {
            return switch (refused.why()) {
                case IntakeRefused.Why.TooLarge(int position, long bytes, long limit) ->
                    new Refusal.EventTooLarge(position, bytes, limit);
                case IntakeRefused.Why.TooMany(int events, int limit) -> new Refusal.TooManyEvents(events, limit);
            };
        }
        if (!(cause instanceof IntakeUnavailable unavailable)) {
            return cause;
        }
        var detail = String.valueOf(unavailable.getMessage());
        return switch (unavailable.why()) {
            case QUEUE_FULL, PRESSURE -> new Refusal.Overloaded(detail, RETRY_AFTER);
            case KAFKA -> new Refusal.Unavailable("kafka", detail, RETRY_AFTER, unavailable);
            case UNCERTAIN -> new Refusal.Unconfirmed(detail);
            case STOPPING -> new Refusal.Unavailable("generator", detail, RETRY_AFTER, unavailable);
        };
    }
}
