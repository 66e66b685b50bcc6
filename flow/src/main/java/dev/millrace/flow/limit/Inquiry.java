package dev.millrace.flow.limit;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A question to the log that is under way. Safe for use by several threads. */
final class Inquiry {
    /** What came of it, and when. */
    sealed interface Outcome {
        record Answered(LeaseReply reply, long receivedAt) implements Outcome {}

        record Failed(Throwable cause) implements Outcome {}
    }

    private final LeaseRequest request;
    private final long sentAt;
    private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();

    Inquiry(LeaseRequest request, long sentAt) {
        this.request = request;
        this.sentAt = sentAt;
    }

    /** Sends it off; {@code done} is run by whichever thread learns the outcome. */
    void send(LeaseServer server, NanoClock clock, Runnable done) {
        CompletionStage<LeaseReply> stage;
        try {
            stage = server.lease(request);
        } catch (RuntimeException e) {
            outcome.set(new Outcome.Failed(e));
            return;
        }
        stage.whenComplete((reply, failure) -> {
            outcome.set(failure == null ? new Outcome.Answered(reply, clock.nanos()) : new Outcome.Failed(failure));
            done.run();
        });
    }

    /** What came of it; null while nothing is known. */
    @Nullable
    Outcome outcome() {
        return outcome.get();
    }

    LeaseRequest request() {
        return request;
    }

    long sentAt() {
        return sentAt;
    }
}
