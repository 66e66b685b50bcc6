package dev.millrace.gateway;

import dev.millrace.gateway.port.EventIntake;
import dev.millrace.gateway.port.IncomingEvent;
import dev.millrace.gateway.port.Receipt;
import dev.millrace.gateway.port.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An intake that keeps what it takes; it can be told to fail, or to hold its receipts back. */
final class IntakeInMemory implements EventIntake {
    private final List<String> sources;
    private final List<IncomingEvent> taken = new ArrayList<>();
    final List<CompletableFuture<Receipt>> held = Collections.synchronizedList(new ArrayList<>());
    volatile boolean hold;
    volatile RuntimeException failure;

    IntakeInMemory(String... sources) {
        this.sources = List.of(sources);
    }

    @Override
    public CompletionStage<Receipt> take(String source, List<IncomingEvent> events) {
        if (!sources.contains(source)) {
            throw new Refusal.UnknownSource(source, sources);
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        var receipt = keep(source, events);
        if (!hold) {
            return CompletableFuture.completedFuture(receipt);
        }
        var later = new CompletableFuture<Receipt>();
        held.add(later);
        return later.thenApply(ignored -> receipt);
    }

    private synchronized Receipt keep(String source, List<IncomingEvent> events) {
        var receipt = new Receipt("run-in", source, taken.size(), events.size());
        taken.addAll(events);
        return receipt;
    }

    /** What it has taken so far. */
    synchronized List<IncomingEvent> taken() {
        return List.copyOf(taken);
    }

    synchronized void reset() {
        taken.clear();
        held.clear();
        hold = false;
        failure = null;
    }

    /** Lets everything held back go. */
    void release() {
        hold = false;
        held.forEach(later -> later.complete(null));
    }
}
