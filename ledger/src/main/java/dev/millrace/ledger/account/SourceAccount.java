package dev.millrace.ledger.account;

import dev.millrace.event.interval.Addition;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Shard;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of one source in one run, or of one shard of it, event by event, and what the source announces. The two are
 * read in no fixed order: what is without its counterpart is kept until that comes. Not thread-safe.
 *
 * <p>Sets are of places in the shard, which lie side by side; evidence is of indices.
 */
public final class SourceAccount {
    private final SourceKey key;
    private final Shard shard;
    private final Map<String, Lane> lanes = new TreeMap<>();
    /** The topics that are the source's own. Elsewhere may be copies of its events, of which it announces nothing. */
    private final Set<String> own = new HashSet<>();

    private final IntervalSet deadLettered;
    private final SightingLog repeated;
    private final SightingLog disordered;
    private final SightingLog poisoned;
    private final Announcements announcements;
    private @Nullable SourceStatement statement;
    /** The lane that was used last: neighbours share it nearly always. */
    private @Nullable Lane latest;

    private String latestTopic = "";

    SourceAccount(SourceStatement known) {
        this.key = known.key();
        this.shard = key.shard();
        this.deadLettered = known.deadLettered().copy();
        this.repeated = new SightingLog(known.repeated());
        this.disordered = new SightingLog(known.disordered());
        this.poisoned = new SightingLog(known.poisoned());
        this.announcements = new Announcements(known.announced());
        this.statement = known;
        for (var lane : known.lanes()) {
            lanes.put(lane.topic(), new Lane(lane));
        }
    }

    public SourceKey key() {
        return key;
    }

    /** These topics are the source's own. */
    void owns(Collection<String> topics) {
        if (own.addAll(topics)) {
            lanes.values().forEach(lane -> lane.setOwn(own.contains(lane.topic())));
        }
    }

    /** An event of this source was read from a topic. */
    public void delivered(long index, String topic, int partition, long offset) {
        statement = null;
        var lane = lane(topic);
        long place = shard.places(index);
        boolean late = lane.isOwn() && announcements.came(DeviationKind.RELEASED, place);
        boolean buried = !deadLettered.isEmpty() && deadLettered.contains(place);
        if (buried || lane.settled().add(place) == Addition.REPEAT) {
            repeat(lane.isOwn(), index, topic, partition, offset);
        } else if (!lane.rises(partition, place) && !late) {
            disordered.add(index, topic, partition, offset);
        }
    }

    /**
     * A dead letter of this source itself was read: an event that took an index and never reached its topic.
     *
     * @param meantFor the topic it was meant for
     * @param topic    the dead-letter topic it was read from
     */
    public void deadLettered(long index, String meantFor, String topic, int partition, long offset) {
        statement = null;
        long place = shard.places(index);
        announcements.came(DeviationKind.RELEASED, place);
        var lane = lanes.get(meantFor);
        boolean there = lane != null && lane.hasSettled(place);
        if (there || deadLettered.add(place) == Addition.REPEAT) {
            repeat(true, index, topic, partition, offset);
        }
    }

    /** A record was read that cannot be, and says that it stands for an event of this source. */
    public void poisoned(long index, String topic, int partition, long offset) {
        statement = null;
        var lane = lane(topic);
        if (lane.isOwn() && announcements.came(DeviationKind.POISONED, shard.places(index))) {
            settle(lane, shard.places(index), topic, partition, offset);
        } else {
            poisoned.add(index, topic, partition, offset);
        }
    }

    /**
     * The source's word on indices was read.
     *
     * @param topic the topic it was read from
     */
    public void announced(Deviation deviation, String topic, int partition, long offset) {
        statement = null;
        owns(Set.of(deviation.topic()));
        var kind = deviation.kind();
        var places = deviation.indices();
        announcements.count(kind, places.count());
        var lane = lanes.computeIfAbsent(deviation.topic(), this::opened);
        switch (kind) {
            case DROPPED, SHED, SKIPPED, REJECTED -> omitted(lane, places, topic, partition, offset);
            case POISONED ->
                places.forEach(place -> {
                    if (poisoned.withdraw(shard.index(place))) {
                        settle(lane, place, topic, partition, offset);
                    } else {
                        announcements.await(kind, place);
                    }
                });
            case DELAYED -> places.forEach(place -> announcements.await(kind, place));
            case RELEASED -> places.forEach(this::released);
            case DUPLICATED ->
                places.forEach(place -> {
                    if (!repeated.withdraw(shard.index(place))) {
                        announcements.await(kind, place);
                    }
                });
        }
    }

    /** What is left out is settled like what arrives, in the same set, which so stays whole and small. */
    private void omitted(Lane lane, IntervalSet places, String topic, int partition, long offset) {
        lane.settled().addAll(places, place -> repeated.add(shard.index(place), topic, partition, offset));
        if (!deadLettered.isEmpty() || announcements.awaitsAny(DeviationKind.RELEASED)) {
            places.forEach(place -> {
                announcements.came(DeviationKind.RELEASED, place);
                if (deadLettered.contains(place)) {
                    repeated.add(shard.index(place), topic, partition, offset);
                }
            });
        }
    }

    private void released(long place) {
        announcements.came(DeviationKind.DELAYED, place);
        if (!disordered.withdraw(shard.index(place)) && !isSettled(place)) {
            announcements.await(DeviationKind.RELEASED, place);
        }
    }

    private boolean isSettled(long place) {
        return deadLettered.contains(place)
                || lanes.values().stream().anyMatch(lane -> lane.isOwn() && lane.hasSettled(place));
    }

    private void settle(Lane lane, long place, String topic, int partition, long offset) {
        if (lane.settled().add(place) == Addition.REPEAT) {
            repeated.add(shard.index(place), topic, partition, offset);
        }
    }

    private void repeat(boolean mayBeAnnounced, long index, String topic, int partition, long offset) {
        if (!mayBeAnnounced || !announcements.came(DeviationKind.DUPLICATED, shard.places(index))) {
            repeated.add(index, topic, partition, offset);
        }
    }

    /** A partition's log was replaced, so that nothing stands before what comes. */
    void startOver(String topic, int partition) {
        var lane = lanes.get(topic);
        if (lane != null) {
            lane.startOver(partition);
            statement = null;
        }
    }

    /** What was seen so far. The same object as long as nothing more is seen. */
    public SourceStatement statement() {
        if (statement == null) {
            statement = new SourceStatement(
                    key,
                    lanes.values().stream().map(Lane::statement).toList(),
                    deadLettered.copy(),
                    repeated.statement(),
                    disordered.statement(),
                    poisoned.statement(),
                    announcements.statement());
        }
        return statement;
    }

    // Called for every event, by a caller that has one object for each topic: identity settles nearly every call.
    @SuppressWarnings("ReferenceEquality")
    private Lane lane(String topic) {
        var lane = latest;
        if (lane == null || latestTopic != topic) {
            lane = lanes.computeIfAbsent(topic, this::opened);
            latest = lane;
            latestTopic = topic;
        }
        return lane;
    }

    private Lane opened(String topic) {
        var lane = new Lane(topic);
        lane.setOwn(own.contains(topic));
        return lane;
    }
}
