package dev.millrace.event.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a source has come in a run.
 *
 * <p>It is written in the Kafka transaction that carries the events it speaks of, so it is exactly as true as
 * they are: whoever reads it (committed) may resume at {@link #next()}, and may hold the source to it.
 *
 * <p>Of the indices {@code 0 … next - 1}, {@link #deadLettered()} went to the dead-letter topic, and all the
 * others to {@link #topic()}, but for those that {@link #deviations()} counts. Where the source is split, each shard says
 * this of itself, and counts its own events: its {@link #next()} is a place in the shard's sequence.
 *
 * @param run          the run
 * @param source       the source within it
 * @param kind         generated or ingested
 * @param topic        where its events go
 * @param next         the number of events so far; also the place the next event will have, which is its index where
 *                     the source is not split
 * @param deadLettered how many of those went to the dead-letter topic instead
 * @param active       how long the source has been sending, pauses left out
 * @param at           when this was written
 * @param ended        whether no more will come
 * @param gaps         on how many occasions the source noticed that something it should have read was gone before it
 *                     could; how much is not known
 * @param position     where to go on reading, in the source's own terms (a file's identity and offset)
 * @param others       further topics its events may go to, where an event says which
 * @param shard        which part of the source this is about
 * @param by           the instance that wrote it; empty where it did not say
 * @param deviations   how many indices it has announced as {@linkplain dev.millrace.event.progress.Deviation
 *                     deviations} so far, by kind
 * @param delivery     how its events and this came to be in step
 */
public record Progress(
        String run,
        String source,
        SourceKind kind,
        String topic,
        long next,
        long deadLettered,
        Duration active,
        Instant at,
        boolean ended,
        long gaps,
        Map<String, String> position,
        Set<String> others,
        Shard shard,
        String by,
        Map<DeviationKind, Long> deviations,
        Delivery delivery) {

    /** The compacted topic that progress is written to; the key is {@link #key()}. */
    public static final String TOPIC = "millrace.progress";

    private static final Comparator<Progress> FIGURES = Comparator.comparingLong(Progress::next)
            .thenComparingLong(Progress::allDeviations)
            .thenComparingLong(Progress::deadLettered)
            .thenComparingLong(Progress::gaps);

    public Progress {
        if (next < 0 || deadLettered < 0 || deadLettered > next) {
            throw new IllegalArgumentException("next " + next + ", dead-lettered " + deadLettered);
        }
        if (gaps < 0) {
            throw new IllegalArgumentException("gaps " + gaps);
        }
        position = Map.copyOf(position);
        others = Set.copyOf(others);
        deviations = Map.copyOf(deviations);
    }

    /** The progress of a source that delivers exactly once. */
    public Progress(
            String run,
            String source,
            SourceKind kind,
            String topic,
            long next,
            long deadLettered,
            Duration active,
            Instant at,
            boolean ended,
            long gaps,
            Map<String, String> position,
            Set<String> others,
            Shard shard,
            String by,
            Map<DeviationKind, Long> deviations) {
        this(
                run,
                source,
                kind,
                topic,
                next,
                deadLettered,
                active,
                at,
                ended,
                gaps,
                position,
                others,
                shard,
                by,
                deviations,
                Delivery.EXACTLY_ONCE);
    }

    /** The progress of a source that has done with every index what is usual. */
    public Progress(
            String run,
            String source,
            SourceKind kind,
            String topic,
            long next,
            long deadLettered,
            Duration active,
            Instant at,
            boolean ended,
            long gaps,
            Map<String, String> position,
            Set<String> others,
            Shard shard,
            String by) {
        this(
                run,
                source,
                kind,
                topic,
                next,
                deadLettered,
                active,
                at,
                ended,
                gaps,
                position,
                others,
                shard,
                by,
                Map.of());
    }

    /** The progress of a source that is not split. */
    public Progress(
            String run,
            String source,
            SourceKind kind,
            String topic,
            long next,
            long deadLettered,
            Duration active,
            Instant at,
            boolean ended,
            long gaps,
            Map<String, String> position,
            Set<String> others) {
        this(run, source, kind, topic, next, deadLettered, active, at, ended, gaps, position, others, Shard.ONLY, "");
    }

    /** The progress of a source with one topic. */
    public Progress(
            String run,
            String source,
            SourceKind kind,
            String topic,
            long next,
            long deadLettered,
            Duration active,
            Instant at,
            boolean ended,
            long gaps,
            Map<String, String> position) {
        this(run, source, kind, topic, next, deadLettered, active, at, ended, gaps, position, Set.of());
    }

    /** The progress of a source that has missed nothing. */
    public Progress(
            String run,
            String source,
            SourceKind kind,
            String topic,
            long next,
            long deadLettered,
            Duration active,
            Instant at,
            boolean ended,
            Map<String, String> position) {
        this(run, source, kind, topic, next, deadLettered, active, at, ended, 0, position);
    }

    /** Every topic its events may be on. */
    public Set<String> topics() {
        if (others.isEmpty()) {
            return Set.of(topic);
        }
        var topics = new TreeSet<>(others);
        topics.add(topic);
        return topics;
    }

    /**
     * Whether it tells of less than another word of the same source, or of the same shard, and so was said before it.
     *
     * <p>None of a source's figures ever becomes smaller. So they tell the order of its words where the order of reading
     * does not: once the topic has been given more partitions, a source's words stand on two of them. Clocks would not
     * tell it, for those of instances differ.
     */
    public boolean isBehind(Progress other) {
        return FIGURES.compare(this, other) < 0;
    }

    /** Whether events may be there that it does not speak of yet: those that were sent since. */
    public boolean mayBeAhead() {
        return delivery == Delivery.AT_LEAST_ONCE && !ended;
    }

    /** How many indices it has announced as deviations of a kind. */
    public long deviations(DeviationKind kind) {
        return deviations.getOrDefault(kind, 0L);
    }

    private long allDeviations() {
        return deviations.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of its indices it never sends. */
    public long omitted() {
        return deviations.entrySet().stream()
                .filter(entry -> entry.getKey().omits())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The index the next event will have. */
    public long nextIndex() {
        return shard.index(next);
    }

    /** The record key: what the topic is compacted by. */
    public String key() {
        return key(run, source, shard);
    }

    /** The record key of a shard. No name of a run or source holds a slash. */
    public static String key(String run, String source, Shard shard) {
        return run + '/' + source + (shard.isWhole() ? "" : "/" + shard.number());
    }
}
