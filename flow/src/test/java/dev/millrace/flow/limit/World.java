package dev.millrace.flow.limit;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Virtual time, a network with delays, and a log at its end that can be out of reach or lose what it knew. */
final class World {
    private record Event(long at, long order, Runnable deed) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final RandomGenerator random;
    private long now;
    private long order;
    private LeaseLog log = new LeaseLog();
    private long serverOffset;
    private boolean reachable = true;
    private long questions;

    World(RandomGenerator random) {
        this.random = random;
    }

    long now() {
        return now;
    }

    void after(long nanos, Runnable deed) {
        events.add(new Event(now + Math.max(1, nanos), order++, deed));
    }

    void runUntil(long time) {
        while (!events.isEmpty() && events.peek().at <= time) {
            var event = events.poll();
            now = event.at;
            event.deed.run();
        }
        now = time;
    }

    /** The log, as seen over the network. */
    LeaseServer server() {
        return this::ask;
    }

    private CompletionStage<LeaseReply> ask(LeaseRequest request) {
        var answer = new CompletableFuture<LeaseReply>();
        after(delay(), () -> {
            if (reachable) {
                questions++;
                var reply = log.lease(request, (now + serverOffset) / 1_000);
                after(delay(), () -> answer.complete(reply));
            }
        });
        return answer;
    }

    /** Mostly a fraction of a millisecond, at times much more. */
    private long delay() {
        double slow = random.nextInt(200) == 0 ? 20 : 1;
        return (long) (40_000 + slow * 60_000 * -Math.log(1 - random.nextDouble()));
    }

    void reachable(boolean reachable) {
        this.reachable = reachable;
    }

    void flush() {
        log = new LeaseLog();
    }

    void setServerClock(long offset) {
        serverOffset = offset;
    }

    long questions() {
        return questions;
    }
}
