package dev.millrace.generator.channel;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far a source has come, as committed.
 *
 * @param events       events so far, whatever was done with them
 * @param deadLettered how many of those became dead letters
 * @param active       how long it has been sending
 * @param deviations   how many were announced as deviations, by kind
 */
public record Tally(long events, long deadLettered, Duration active, Map<DeviationKind, Long> deviations) {
    /** Nothing yet. */
    public static final Tally NONE = new Tally(0, 0, Duration.ZERO, Map.of());

    public Tally {
        deviations = Map.copyOf(deviations);
    }

    /** What a source said. */
    public static Tally of(Progress progress) {
        return new Tally(progress.next(), progress.deadLettered(), progress.active(), progress.deviations());
    }

    /** How many events were announced as of a kind. */
    public long of(DeviationKind kind) {
        return deviations.getOrDefault(kind, 0L);
    }

    /** How many Kafka has on their topic, each counted once. */
    public long acknowledged() {
        long left = events - deadLettered - (of(DeviationKind.DELAYED) - of(DeviationKind.RELEASED));
        for (var told : deviations.entrySet()) {
            left -= told.getKey().omits() ? told.getValue() : 0;
        }
        return Math.max(0, left);
    }

    /** How many Kafka has, dead letters among them. */
    public long sent() {
        return acknowledged() + deadLettered;
    }

    /** Events a second of active time that Kafka has. */
    public double ratePerSecond() {
        double seconds = active.toNanos() / 1e9;
        return seconds > 0 ? sent() / seconds : 0;
    }

    /** What has come since an earlier one; active for as long as in between. */
    Tally since(Tally earlier) {
        var more = new EnumMap<DeviationKind, Long>(DeviationKind.class);
        deviations.forEach((kind, count) -> more.put(kind, count - earlier.of(kind)));
        return new Tally(
                events - earlier.events, deadLettered - earlier.deadLettered, active.minus(earlier.active), more);
    }

    /** Two together; active for as long as the longer of them. */
    public Tally plus(Tally other) {
        var all = new EnumMap<DeviationKind, Long>(DeviationKind.class);
        all.putAll(deviations);
        other.deviations.forEach((kind, count) -> all.merge(kind, count, Long::sum));
        return new Tally(
                events + other.events,
                deadLettered + other.deadLettered,
                active.compareTo(other.active) > 0 ? active : other.active,
                all);
    }
}
