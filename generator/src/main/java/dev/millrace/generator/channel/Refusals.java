package dev.millrace.generator.channel;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What Kafka's producer said of records that were refused, in the order it said so. Once the broker has refused one,
 * the producer fails all it has not sent yet for the same reason, innocent as they are. Thread-safe.
 */
final class Refusals {
    private final Queue<Refusal> told = new ConcurrentLinkedQueue<>();

    private record Refusal(String reason, Consumer<String> ifMeant) {}

    /**
     * Takes down what was said of one record.
     *
     * @param ifMeant called later, if it is that record that was refused
     */
    void told(String reason, Consumer<String> ifMeant) {
        told.add(new Refusal(reason, ifMeant));
    }

    /**
     * Calls those whose record the broker has refused, at least one if any was told of. These were told of something of
     * their own; or, where all were told the same, the first was, and only once it is gone shows who else is.
     *
     * @param general why the transaction as a whole cannot be committed, which is what the innocent are told
     */
    void settle(Optional<String> general) {
        var own = told.stream()
                .filter(refusal -> general.isPresent() && !refusal.reason().equals(general.get()))
                .toList();
        var meant = own.isEmpty() ? told.stream().limit(1).toList() : own;
        told.clear();
        meant.forEach(refusal -> refusal.ifMeant().accept(refusal.reason()));
    }
}
