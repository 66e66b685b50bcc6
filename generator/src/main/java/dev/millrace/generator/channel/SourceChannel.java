package dev.millrace.generator.channel;

import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.event.progress.Shard;
import dev.millrace.generator.flow.SourceFlow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One source's way into Kafka in one run.
 *
 * <p>Events get the indices {@code next(), next() + 1, …} in the order they are sent; where the source is split, those of
 * the shard, which lie as far apart as there are shards. A commit makes them
 * visible together with the {@link Progress} that speaks of them: both or neither. After a {@link ChannelLost}
 * the channel is to be closed and opened anew; {@link #next()} then tells whether the last commit happened.
 *
 * <p>Not thread-safe, but for {@link #tally()}: it belongs to the source's sending loop.
 */
public final class SourceChannel implements AutoCloseable {
    private final ChannelKey key;
    private final int step;
    private final String instance;
    private final boolean spoken;
    private final List<Header> eventHeaders;
    private final List<Header> frameHeaders;
    /** The list of headers given last, and what became of it. */
    private @Nullable List<? extends Header> knownHeaders;

    private List<Header> sentHeaders = List.of();
    private final ChannelTransaction transaction;
    private final ChannelLimits limits;
    private final RefusedEvents refused;
    private final Clock clock;
    private final long openedAt;
    private final Duration activeBefore;
    private final long gapsBefore;
    private Map<String, String> position;
    private boolean ended;
    private volatile Tally tally;
    private long next;
    private long deadLettered;
    private long gaps;
    private long committedGaps;
    /** Events taken that are in frames which are not sent yet. */
    private long held;

    private @Nullable OpenFrames frames;

    SourceChannel(
            ChannelKey key,
            ChannelTransaction transaction,
            @Nullable Progress before,
            ChannelLimits limits,
            RefusedEvents refused,
            Clock clock,
            String instance) {
        this.key = key;
        this.step = key.shard().of();
        this.instance = instance;
        this.spoken = before != null;
        this.eventHeaders = ShardHeaders.with(RecordMarks.EVENT, key.shard());
        this.frameHeaders = ShardHeaders.with(RecordMarks.FRAME, key.shard());
        this.transaction = transaction;
        this.limits = limits;
        this.refused = refused;
        this.clock = clock;
        this.openedAt = clock.millis();
        this.activeBefore = before == null ? Duration.ZERO : before.active();
        this.position = before == null ? Map.of() : before.position();
        this.ended = before != null && before.ended();
        this.next = before == null ? key.shard().index(0) : before.nextIndex();
        this.deadLettered = before == null ? 0 : before.deadLettered();
        this.gapsBefore = before == null ? 0 : before.gaps();
        this.gaps = gapsBefore;
        this.committedGaps = gapsBefore;
        this.tally = new Tally(key.shard().places(next), deadLettered, activeBefore);
    }

    /** Whether the source, or this shard of it, had ever committed anything before this channel was opened. */
    boolean hasSpoken() {
        return spoken;
    }

    /** Which source of which run this is for. */
    public ChannelKey key() {
        return key;
    }

    /** What the sending loop asks before it hands events over. */
    public SourceFlow flow() {
        return transaction.flow();
    }

    /** The index the next event will have. */
    public long next() {
        return next;
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
        return transaction.isOpen() || held > 0 || gaps > committedGaps;
    }

    /**
     * Takes down that the source has noticed something gone which it was to read.
     *
     * @param occasions on how many occasions since this channel was opened
     */
    public void missed(long occasions) {
        gaps = gapsBefore + occasions;
    }

    /** The most that key and value of an event may come to together, in bytes; a larger one becomes a dead letter. */
    public long largestEvent() {
        return largestEvent(key.topic());
    }

    /** As {@link #largestEvent()}, for one of the channel's topics: also the most that a frame may come to. */
    public long largestEvent(String topic) {
        return limits.largestEvent(topic);
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
        send(recordKey, value, timestamp, eventHeaders);
    }

    /**
     * Sends the next event with headers of its own beside those every event has.
     *
     * @param headers the event's own; none is named {@code content-type}
     */
    public void sendWith(List<? extends Header> headers, byte @Nullable [] recordKey, byte[] value, long timestamp)
            throws ChannelLost {
        var all = new ArrayList<Header>(eventHeaders);
        all.addAll(headers);
        send(recordKey, value, timestamp, all);
    }

    private void send(byte @Nullable [] recordKey, byte[] value, long timestamp, List<Header> headers)
            throws ChannelLost {
        send(new Outgoing(key.topic(), null, recordKey, value, timestamp, headers));
    }

    /** As {@link #send(byte[], byte[], long)}, for a record that says all of itself. */
    public void send(Outgoing record) throws ChannelLost {
        long size = record.value().length + (record.key() == null ? 0L : record.key().length);
        var reason = size > largestEvent(record.topic()) ? Optional.of(tooLarge(record.topic(), size)) : refusal();
        if (reason.isPresent()) {
            deadLetter(record.topic(), record.key(), record.value(), reason.get());
            return;
        }
        long index = next;
        transaction.send(
                new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        headers(record.headers())),
                failure -> refused.add(index, failure));
        next += step;
    }

    /** A record that says all of itself still has to say into how many shards its source is split. */
    // Senders give the same list again and again.
    @SuppressWarnings("ReferenceEquality")
    private List<Header> headers(List<? extends Header> own) {
        if (step == 1) {
            return List.copyOf(own);
        }
        if (own == knownHeaders) {
            return sentHeaders;
        }
        knownHeaders = own;
        sentHeaders = own.stream().anyMatch(header -> header.key().equals(Shard.HEADER))
                ? List.copyOf(own)
                : ShardHeaders.with(own, key.shard());
        return sentHeaders;
    }

    /** Why the next event is to be put aside: Kafka has refused it before. */
    public Optional<String> refusal() {
        return refused.reason(next).map(reason -> "Kafka refused it: " + reason);
    }

    /** Whether the next event was in a frame that Kafka refused, and so is to be sent in one by itself. */
    public boolean suspect() {
        return refused.isSuspect(next);
    }

    /** Who fills frames for this channel; they are sent before every commit. */
    public void fill(OpenFrames open) {
        this.frames = open;
    }

    /** Takes the next event into a frame that is being filled. */
    public void take() {
        next += step;
        held++;
    }

    /** Sends a frame of events that were taken. */
    public void send(OutgoingFrame frame) throws ChannelLost {
        transaction.send(
                new ProducerRecord<>(
                        frame.topic(), frame.partition(), frame.timestamp(), null, frame.value(), frameHeaders),
                failure -> {
                    if (frame.events() == 1) {
                        refused.add(frame.firstIndex(), failure);
                    } else {
                        refused.suspect(frame.firstIndex(), frame.lastIndex());
                    }
                });
        held -= frame.events();
    }

    /** Sends the frames that have waited long enough. */
    public void flushDue(long nanoTime) throws ChannelLost {
        if (frames != null) {
            frames.flushDue(nanoTime);
        }
    }

    /** Puts the next event aside, as it came, with the reason. */
    public void deadLetter(byte @Nullable [] recordKey, byte[] value, String reason) throws ChannelLost {
        deadLetter(key.topic(), recordKey, value, reason);
    }

    /** As {@link #deadLetter(byte[], byte[], String)}, for an event that was meant for one of the channel's topics. */
    public void deadLetter(String topic, byte @Nullable [] recordKey, byte[] value, String reason) throws ChannelLost {
        transaction.sendVital(
                DeadLetterRecord.of(
                        key, topic, next, recordKey, value, reason, limits.largestLetter(topic), clock.instant()),
                "the dead letter of event " + next);
        next += step;
        deadLettered++;
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
        var active = activeBefore.plusMillis(Math.max(0, clock.millis() - openedAt));
        long events = key.shard().places(next);
        var progress = new Progress(
                key.run(),
                key.source(),
                key.kind(),
                key.topic(),
                events,
                deadLettered,
                active,
                clock.instant(),
                last,
                gaps,
                reached,
                key.others(),
                key.shard(),
                instance);
        transaction.commit(
                new ProducerRecord<>(
                        Progress.TOPIC, progress.key().getBytes(StandardCharsets.UTF_8), ProgressJson.write(progress)),
                "Committing " + (events - tally.events()) + " events of source " + key.source());
        committedGaps = gaps;
        refused.forgetBelow(next);
        tally = new Tally(events, deadLettered, active);
        position = progress.position();
        ended = last;
    }

    /** Gives up what was not committed and lets the producer go; waits at most a few seconds. */
    @Override
    public void close() {
        transaction.close();
    }
}
