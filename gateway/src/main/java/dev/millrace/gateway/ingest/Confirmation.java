package dev.millrace.gateway.ingest;

import dev.millrace.gateway.port.Receipt;
import dev.millrace.gateway.problem.Problem;
import dev.millrace.gateway.problem.ProblemException;
import dev.millrace.gateway.problem.ProblemType;
import dev.millrace.settings.Durations;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for Kafka to have the events, on the request's own virtual thread.
 *
 * @param patience how long at most
 */
public record Confirmation(Duration patience) {

    /** The receipt; or what stands in its way, as an exception. */
    Receipt await(CompletionStage<Receipt> stage) {
        try {
            return stage.toCompletableFuture().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unconfirmed("Kafka has not confirmed the events within " + Durations.format(patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unconfirmed("the gateway was closed before Kafka confirmed the events");
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static RuntimeException cause(ExecutionException failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException known
                ? known
                : new IllegalStateException("events were not taken in", cause);
    }

    private static ProblemException unconfirmed(String what) {
        return Problem.of(
                        ProblemType.UNCONFIRMED,
                        what + ": they may be kept or not; where each has an id, send them again with the same ids")
                .toException();
    }
}
