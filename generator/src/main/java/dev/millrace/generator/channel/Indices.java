package dev.millrace.generator.channel;

import dev.millrace.event.interval.IndexRange;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationJson;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.Shard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which index a channel is at, and what it does with indices other than send each of them once and in order. The channel
 * is at the next index as a rule; it can be turned to an earlier one, for one event.
 *
 * <p>What is done here is announced with the next commit, in its transaction, so that the ledger knows of it: an index that
 * was left out is not missed, a copy that was announced is no duplicate. Not thread-safe: it belongs to the source's sending
 * loop.
 */
public final class Indices {
    private final Map<DeviationKind, Long> counts = new EnumMap<>(DeviationKind.class);
    private final Map<DeviationKind, IntervalSet> unsaid = new EnumMap<>(DeviationKind.class);
    private final Shard shard;
    /** The place of the next event in the shard's sequence: its index, where the source is not split. */
    private long nextPlace;

    private long deadLettered;
    private long lowestHeldBack = Long.MAX_VALUE;
    private long turnedToPlace;
    /** What sending an earlier index is; null where the channel is at the next one. */
    private @Nullable DeviationKind turn;

    Indices(Shard shard, @Nullable Progress before) {
        this.shard = shard;
        if (before != null) {
            nextPlace = before.next();
            deadLettered = before.deadLettered();
            counts.putAll(before.deviations());
        }
    }

    /** The lowest index that nothing was done with. */
    public long next() {
        return shard.index(nextPlace);
    }

    /** How many events something was done with. */
    long places() {
        return nextPlace;
    }

    /** How many events were put aside. */
    long deadLettered() {
        return deadLettered;
    }

    /** How many indices were announced so far, by kind. */
    Map<DeviationKind, Long> counts() {
        return counts;
    }

    /** Whether the source has ever left an event out that was to be sent. */
    public boolean hasLeftOut() {
        return counts.getOrDefault(DeviationKind.SHED, 0L) + counts.getOrDefault(DeviationKind.SKIPPED, 0L) > 0;
    }

    /** The index the channel is at. */
    long current() {
        return shard.index(turn == null ? nextPlace : turnedToPlace);
    }

    /** Whether the channel is at an event that is sent once more. */
    boolean isAtCopy() {
        return turn == DeviationKind.DUPLICATED;
    }

    /**
     * Leaves out the event the channel is at: it is never sent, and not missed. A copy is left out without a word.
     *
     * @param reason one that {@linkplain DeviationKind#omits() omits}
     */
    public void omit(DeviationKind reason) {
        did(omitting(reason));
    }

    /** As {@link #omit(DeviationKind)}, for so many events from the next one on. */
    public void omit(DeviationKind reason, long events) {
        omitting(reason);
        if (turn != null) {
            throw new IllegalStateException("the channel is at index " + current() + ", not at the next");
        }
        if (events > 0) {
            unsaid.computeIfAbsent(reason, none -> new IntervalSet())
                    .addAll(new IndexRange(nextPlace, nextPlace + events));
            counts.merge(reason, events, Long::sum);
            nextPlace += events;
        }
    }

    /** Holds the next event back; {@link #release} sends it. */
    public void delay() {
        if (turn != null) {
            throw new IllegalStateException("index " + current() + " was passed over before");
        }
        did(DeviationKind.DELAYED);
    }

    /** What is sent next is the event of this index, which was held back. */
    public void release(long index) {
        turnTo(index, DeviationKind.RELEASED);
    }

    /** What is sent next is the event of this index once more. Where it cannot be sent, nothing is. */
    public void repeat(long index) {
        turnTo(index, DeviationKind.DUPLICATED);
    }

    /** Says which is the lowest index that is held back; until it was sent, what is known of its fate is kept. */
    public void holdsBackFrom(long lowest) {
        lowestHeldBack = lowest;
    }

    /** Below this index everything was sent, once what was sent is committed. */
    long doneBelow() {
        return Math.min(next(), lowestHeldBack);
    }

    private static DeviationKind omitting(DeviationKind reason) {
        if (!reason.omits()) {
            throw new IllegalArgumentException(reason.word() + " is no reason to leave an event out");
        }
        return reason;
    }

    private void turnTo(long index, DeviationKind kind) {
        if (index < 0 || index >= next()) {
            throw new IllegalArgumentException("index " + index + " was not passed over: the next one is " + next());
        }
        turnedToPlace = shard.places(index);
        turn = kind;
    }

    /** The event the channel is at was sent. */
    void sent() {
        if (turn == null) {
            nextPlace++;
        } else {
            note(turn, turnedToPlace);
            turn = null;
        }
    }

    /** The event the channel is at was put aside. A copy is put aside by not being sent. */
    void putAside() {
        if (isAtCopy()) {
            turn = null;
        } else {
            sent();
            deadLettered++;
        }
    }

    /** Something else was done with the event the channel is at. Of a copy nothing is said: it is not sent, that is all. */
    void did(DeviationKind kind) {
        if (isAtCopy()) {
            turn = null;
            return;
        }
        note(kind, turn == null ? nextPlace : turnedToPlace);
        sent();
    }

    /** Whether something was done that is yet to be said. */
    boolean hasUnsaid() {
        return !unsaid.isEmpty();
    }

    /** The records that say what is unsaid; nothing is then. */
    List<ProducerRecord<byte[], byte[]>> say(ChannelKey key) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        unsaid.forEach((kind, indices) -> {
            var deviation = new Deviation(key.run(), key.source(), shard, key.topic(), kind, indices);
            var recordKey = deviation.key().getBytes(StandardCharsets.UTF_8);
            DeviationJson.write(deviation)
                    .forEach(value -> records.add(new ProducerRecord<>(Deviation.TOPIC, recordKey, value)));
        });
        unsaid.clear();
        return records;
    }

    private void note(DeviationKind kind, long place) {
        unsaid.computeIfAbsent(kind, none -> new IntervalSet()).add(place);
        counts.merge(kind, 1L, Long::sum);
    }
}
