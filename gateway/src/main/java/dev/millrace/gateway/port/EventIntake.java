package dev.millrace.gateway.port;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes in events that were posted to a source. Thread-safe. */
public interface EventIntake {

    /**
     * Puts events on the source's topic, all of them or none, in the order given.
     *
     * <p>The stage completes once Kafka has committed them, not before. It fails with a {@link Refusal} where the
     * failure is one to expect: {@link Refusal.UnknownSource} if no such source takes events,
     * {@link Refusal.EventTooLarge}, {@link Refusal.TooManyEvents}, {@link Refusal.InvalidEvent},
     * {@link Refusal.Overloaded} if more is coming than can be carried,
     * {@link Refusal.Unavailable} if Kafka cannot be reached. These may be thrown at once, too. A refusal means
     * that none of the events was kept.
     *
     * @param source name of the source
     * @param events at least one
     */
    CompletionStage<Receipt> take(String source, List<IncomingEvent> events);
}
