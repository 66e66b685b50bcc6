package dev.millrace.generator.channel;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.generator.flow.SourceFlow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One source's way into Kafka in one run.
 *
 * <p>Events get the indices {@code next(), next() + 1, …} in the order they are sent; where the source is split, those of
 * the shard, which lie as far apart as there are shards. What is done with an index in the place of that
 * ({@link #indices()}, {@link #poison}) is announced. A commit makes events visible together with the announcements and the
 * {@link Progress} that speak of them: all or nothing. After a {@link ChannelLost}
 * the channel is to be closed and opened anew; {@link #next()} then tells whether the last commit happened.
 *
 * <p>Not thread-safe, but for {@link #tally()}: it belongs to the source's sending loop.
 */
public final class SourceChannel implements AutoCloseable {
    private final ChannelKey key;
    private final boolean spoken;
    private final ChannelHeaders headers;
    private final Outlet outlet;
    private final Transmission transmission;
    private final ChannelLimits limits;
    private final LargestEvents largest;
    private final RefusedEvents refused;
    private final Clock clock;
    private final Indices indices;
    private final ChannelProgress progress;
    private final CommittedEvents committed;
    private Map<String, String> position;
    private boolean ended;
    private volatile Tally tally;
    /** Events taken that are in frames which are not sent yet. */
    private long held;

    private @Nullable OpenFrames frames;

    SourceChannel(
            ChannelKey key,
            Outlet outlet,
            @Nullable Progress before,
            ChannelLimits limits,
            RefusedEvents refused,
            Clock clock,
            String instance,
            CommittedEvents committed) {
        this.committed = committed;
        this.key = key;
        this.spoken = before != null;
        this.headers = new ChannelHeaders(key.shard());
        this.outlet = outlet;
        this.transmission = new Transmission(outlet, headers, refused, clock);
        this.limits = limits;
        this.largest = new LargestEvents(limits);
        this.refused = refused;
        this.clock = clock;
        this.indices = new Indices(key.shard(), before);
        this.progress = new ChannelProgress(key, before, clock, instance);
        this.position = before == null ? Map.of() : before.position();
        this.ended = before != null && before.ended();
        this.tally = before == null ? Tally.NONE : Tally.of(before);
    }

    /** Whether the source, or this shard of it, had ever committed anything before this channel was opened. */
    boolean hasSpoken() {
        return spoken;
    }

    /** Whether events go to Kafka in record batches of our own making, and not each through its producer. */
    public boolean sendsBatches() {
        return outlet.inBatches();
    }

    /** Which source of which run this is for. */
    public ChannelKey key() {
        return key;
    }

    /** What the sending loop asks before it hands events over. */
    public SourceFlow flow() {
        return outlet.flow();
    }

    /** What is done with indices other than send each of them once and in order. */
    public Indices indices() {
        return indices;
    }

    /** The index the next event will have that is sent in order. */
    public long next() {
        return indices.next();
    }

    /** How far the source has come, as last committed. May be asked for by any thread. */
    public Tally tally() {
        return tally;
    }

    /** Where to go on reading, as last committed. */
    public Map<String, String> position() {
        return position;
    }

    /** Whether the source has said that no more will come. */
    public boolean ended() {
        return ended;
    }

    /** Whether something was sent or missed that is not yet committed. */
    public boolean uncommitted() {
        return outlet.isOpen() || held > 0 || indices.hasUnsaid() || progress.hasUncommittedGaps();
    }

    /**
     * Takes down that the source has noticed something gone which it was to read.
     *
     * @param occasions on how many occasions since this channel was opened
     */
    public void missed(long occasions) {
        progress.missed(occasions);
    }

    /** The most that key and value of an event may come to together, in bytes; a larger one becomes a dead letter. */
    public long largestEvent() {
        return largestEvent(key.topic());
    }

    /** As {@link #largestEvent()}, for one of the channel's topics: also the most that a frame may come to. */
    public long largestEvent(String topic) {
        return largest.of(topic);
    }

    /**
     * How many partitions one of the channel's topics has.
     *
     * @throws ChannelLost if Kafka did not say, for the topic is not there
     */
    public int partitions(String topic) throws ChannelLost {
        return limits.partitions(topic);
    }

    /** Whether events from this index on are known to be refused by Kafka: sent again, they are put aside. */
    public boolean setsAsideFrom(long index) {
        return refused.anyFrom(index);
    }

    /**
     * Sends the next event; one that is larger than allowed, or that Kafka has refused before, becomes a dead letter
     * instead.
     *
     * @param timestamp the record's timestamp, milliseconds since 1970
     */
    public void send(byte @Nullable [] recordKey, byte[] value, long timestamp) throws ChannelLost {
        send(new Outgoing(key.topic(), null, recordKey, value, timestamp, headers.ofEvents()));
    }

    /** As {@link #send(byte[], byte[], long)}, for a record that says all of itself. */
    public void send(Outgoing record) throws ChannelLost {
        long size = record.bytes();
        var reason = size > largestEvent(record.topic()) ? Optional.of(tooLarge(record.topic(), size)) : refusal();
        if (reason.isPresent()) {
            deadLetter(record.topic(), record.key(), record.value(), reason.get());
            return;
        }
        transmission.send(record, indices.current());
        indices.sent();
    }

    /** Sends a record that stands for the next event and cannot be read on purpose, with a mark that says so. */
    public void poison(Outgoing record) throws ChannelLost {
        var reason = refusal();
        if (reason.isPresent()) {
            deadLetter(record.topic(), record.key(), record.value(), reason.get());
            return;
        }
        transmission.send(record, indices.current());
        indices.did(DeviationKind.POISONED);
    }

    /** Why the next event is to be put aside: Kafka has refused it as often as it is tried. */
    public Optional<String> refusal() {
        return refused.refusal(indices.current())
                .filter(refusal -> refusal.attempts() >= flow().policy().retry().tries())
                .map(refusal -> "Kafka refused it: " + refusal.reason());
    }

    /** Whether the next event was in a frame that Kafka refused, and so is to be sent in one by itself. */
    public boolean suspect() {
        return refused.isSuspect(indices.current());
    }

    /** Who fills frames for this channel; they are sent before every commit. */
    public void fill(OpenFrames open) {
        this.frames = open;
    }

    /** Takes the next event into a frame that is being filled. */
    public void take() {
        indices.sent();
        held++;
    }

    /** Sends a frame of events that were taken. */
    public void send(OutgoingFrame frame) throws ChannelLost {
        transmission.send(frame);
        held -= frame.events();
    }

    /** Sends the frames and the batches that have waited long enough. */
    public void flushDue(long nanoTime) throws ChannelLost {
        if (frames != null) {
            frames.flushDue(nanoTime);
        }
        outlet.flushDue(nanoTime);
    }

    /** How long until batches have waited long enough, as far as is known; frames are sent when others are looked at. */
    public long nanosUntilFlush(long nanoTime) {
        return outlet.nanosUntilFlush(nanoTime);
    }

    /** Puts the next event aside, as it came, with the reason. */
    public void deadLetter(byte @Nullable [] recordKey, byte[] value, String reason) throws ChannelLost {
        deadLetter(key.topic(), recordKey, value, reason);
    }

    /** As {@link #deadLetter(byte[], byte[], String)}, for an event that was meant for one of the channel's topics. */
    public void deadLetter(String topic, byte @Nullable [] recordKey, byte[] value, String reason) throws ChannelLost {
        long index = indices.current();
        if (!indices.isAtCopy()) {
            outlet.sendVital(
                    DeadLetterRecord.of(
                            key,
                            topic,
                            index,
                            recordKey,
                            value,
                            reason,
                            refused.refusal(index),
                            limits.largestLetter(topic),
                            clock.instant()),
                    "the dead letter of event " + index);
        }
        indices.putAside();
    }

    /** Why an event of that size is put aside. */
    public String tooLarge(String topic, long size) {
        return limits.tooLarge(topic, size);
    }

    /**
     * Makes all that was sent visible, with the progress made.
     *
     * @param reached where to go on reading from here
     * @param last    whether no more will come
     */
    public void commit(Map<String, String> reached, boolean last) throws ChannelLost {
        if (frames != null) {
            frames.flush();
        }
        if (held != 0) {
            throw new IllegalStateException(held + " events of source " + key.source() + " are in frames nobody sent");
        }
        for (var said : indices.say(key)) {
            outlet.sendVital(said, "what was done with indices of source " + key.source());
        }
        var made = progress.now(indices, reached, last, flow().policy().delivery());
        outlet.commit(
                new ProducerRecord<>(
                        Progress.TOPIC, made.key().getBytes(StandardCharsets.UTF_8), ProgressJson.write(made)),
                "Committing " + (made.next() - tally.events()) + " events of source " + key.source());
        progress.committed(made);
        refused.forgetBelow(indices.doneBelow());
        var reachedNow = Tally.of(made);
        committed.add(key.source(), tally, reachedNow);
        tally = reachedNow;
        position = made.position();
        ended = last;
    }

    /** Gives up what was not committed and lets the producer go; waits at most a few seconds. */
    @Override
    public void close() {
        outlet.close();
    }
}
