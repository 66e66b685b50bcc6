package dev.millrace.generator.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Events that came together, and who waits for them. */
record Posting(List<PostedEvent> events, CompletableFuture<IntakeReceipt> done) {
    void fail(IntakeUnavailable reason) {
        done.completeExceptionally(reason);
    }

    void refuse(IntakeRefused reason) {
        done.completeExceptionally(reason);
    }

    void complete(String run, long firstIndex) {
        done.complete(new IntakeReceipt(run, firstIndex, events.size()));
    }
}
