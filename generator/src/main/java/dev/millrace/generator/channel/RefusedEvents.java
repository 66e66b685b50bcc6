package dev.millrace.generator.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The events of a source that Kafka will never take, by index, each with Kafka's reason. Kept from one channel to the
 * next, which puts them aside: sent again they would be refused again, for ever. Thread-safe.
 *
 * <p>Of a frame that was refused nobody knows which event is at fault, if any is. Its events are suspects: sent again
 * one by one, so that those that can be taken are, and the others are known.
 */
public final class RefusedEvents {
    /** Where so many are refused and none could be put aside yet, it is not the events that are wrong. */
    static final int MOST = 20_000;

    private static final long NONE = -1;

    private final ConcurrentNavigableMap<Long, Refusal> reasons = new ConcurrentSkipListMap<>();
    private long firstSuspect = Long.MAX_VALUE;
    /** Also read without the lock, for every event: mostly there are none. */
    private volatile long lastSuspect = NONE;

    /** Whether any event was ever refused: asked for every event, and cheaper than the map. */
    private volatile boolean any;

    private volatile boolean oneByOne;

    /** How many are known and not yet put aside. */
    public int count() {
        return reasons.size();
    }

    /** Kafka refused a batch of records, and did not say of each whether it would take it by itself. */
    void oneByOne() {
        oneByOne = true;
    }

    /** Whether records must go through Kafka's producer, which tells of each what came of it. */
    boolean isOneByOne() {
        return oneByOne;
    }

    /** Throws {@link ChannelRefused} where so many are refused that it is not the events which are wrong. */
    void requireSome(String doing, Exception failure) {
        if (count() > MOST) {
            throw new ChannelRefused(doing + ": Kafka refuses more than " + MOST + " events", failure);
        }
    }

    void add(long index, String reason, Instant now) {
        any = true;
        reasons.merge(index, Refusal.first(reason, now), (before, first) -> before.again(first.reason(), first.last()));
    }

    /** Events from the first to the last of a frame that was refused. */
    synchronized void suspect(long first, long last) {
        firstSuspect = Math.min(firstSuspect, first);
        lastSuspect = Math.max(lastSuspect, last);
    }

    /** Whether an event must be sent by itself. */
    boolean isSuspect(long index) {
        return index <= lastSuspect && isFromFirstSuspect(index);
    }

    private synchronized boolean isFromFirstSuspect(long index) {
        return index <= lastSuspect && index >= firstSuspect;
    }

    Optional<Refusal> refusal(long index) {
        return any ? Optional.ofNullable(reasons.get(index)) : Optional.empty();
    }

    synchronized boolean anyFrom(long index) {
        return index <= lastSuspect || reasons.ceilingKey(index) != null;
    }

    /** What was committed is settled. */
    synchronized void forgetBelow(long next) {
        boolean settled = false;
        if (!reasons.isEmpty()) {
            reasons.headMap(next).clear();
            settled = reasons.isEmpty();
        }
        if (next > lastSuspect) {
            settled |= lastSuspect != NONE && reasons.isEmpty();
            firstSuspect = Long.MAX_VALUE;
            lastSuspect = NONE;
        }
        if (settled) {
            // Those that were in the way are put aside; the next channel sends batches again.
            oneByOne = false;
        }
    }
}
