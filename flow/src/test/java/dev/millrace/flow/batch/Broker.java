package dev.millrace.flow.batch;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** A broker in virtual time: takes so many bytes a second, one after the other, and answers so long after. */
final class Broker {
    private record Batch(long bytes, long sentAt, long answeredAt) {}

    private final PriorityQueue<Batch> pending = new PriorityQueue<>(Comparator.comparingLong(Batch::answeredAt));
    private final RandomGenerator random;
    private double bytesPerSecond;
    private double wayMillis;
    private double freeAt;
    private long lastRoundTrip;

    Broker(RandomGenerator random, double bytesPerSecond, double wayMillis) {
        this.random = random;
        this.bytesPerSecond = bytesPerSecond;
        this.wayMillis = wayMillis;
    }

    void change(double newBytesPerSecond, double newWayMillis) {
        bytesPerSecond = newBytesPerSecond;
        wayMillis = newWayMillis;
    }

    void take(long bytes, long now) {
        freeAt = Math.max(freeAt, (double) now) + bytes / bytesPerSecond * 1e9;
        double way = wayMillis * 1e6 * (0.9 + 0.2 * random.nextDouble());
        pending.add(new Batch(bytes, now, (long) (freeAt + way)));
    }

    /** Gives the answers that are due. */
    void answer(BatchController controller, long now) {
        while (!pending.isEmpty() && pending.element().answeredAt <= now) {
            var batch = pending.remove();
            lastRoundTrip = batch.answeredAt - batch.sentAt;
            controller.acknowledged(batch.bytes, lastRoundTrip, now);
        }
    }

    double lastRoundTripMillis() {
        return lastRoundTrip / 1e6;
    }
}
