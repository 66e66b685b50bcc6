package dev.millrace.generator.channel;

import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.settings.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * One source's way into Kafka in one run.
 *
 * <p>Events get the indices {@code next(), next() + 1, …} in the order they are sent. A commit makes them
 * visible together with the {@link Progress} that speaks of them: both or neither. After a {@link ChannelLost}
 * the channel is to be closed and opened anew; {@link #next()} then tells whether the last commit happened.
 *
 * <p>Not thread-safe, but for {@link #tally()}: it belongs to the source's sending loop.
 */
public final class SourceChannel implements AutoCloseable {
    private static final List<Header> EVENT_HEADERS = List.of(
            new RecordHeader("content-type", CloudEventWriter.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII)));

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChannelKey key;
    private final Producer<byte[], byte[]> producer;
    private final ChannelSettings settings;
    private final TopicLimits limits;
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
    private boolean inTransaction;
    private long begunAt;
    /** Why the source can never go on: what says of an event that it is put aside, or of progress, was refused. */
    private volatile @Nullable String hopeless;

    SourceChannel(
            ChannelKey key,
            Producer<byte[], byte[]> producer,
            @Nullable Progress before,
            ChannelSettings settings,
            TopicLimits limits,
            RefusedEvents refused,
            Clock clock) {
        this.key = key;
        this.producer = producer;
        this.settings = settings;
        this.limits = limits;
        this.refused = refused;
        this.clock = clock;
        this.openedAt = clock.millis();
        this.activeBefore = before == null ? Duration.ZERO : before.active();
        this.position = before == null ? Map.of() : before.position();
        this.ended = before != null && before.ended();
        this.next = before == null ? 0 : before.next();
        this.deadLettered = before == null ? 0 : before.deadLettered();
        this.gapsBefore = before == null ? 0 : before.gaps();
        this.gaps = gapsBefore;
        this.committedGaps = gapsBefore;
        this.tally = new Tally(next, deadLettered, activeBefore);
    }

    /** Which source of which run this is for. */
    public ChannelKey key() {
        return key;
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
        return inTransaction || gaps > committedGaps;
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
        return Math.min(settings.maxEvent().bytes(), limits.largestEvent());
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
        send(recordKey, value, timestamp, EVENT_HEADERS);
    }

    /**
     * Sends the next event with headers of its own beside those every event has.
     *
     * @param headers the event's own; none is named {@code content-type}
     */
    public void sendWith(List<? extends Header> headers, byte @Nullable [] recordKey, byte[] value, long timestamp)
            throws ChannelLost {
        var all = new ArrayList<Header>(EVENT_HEADERS);
        all.addAll(headers);
        send(recordKey, value, timestamp, all);
    }

    private void send(byte @Nullable [] recordKey, byte[] value, long timestamp, List<Header> headers)
            throws ChannelLost {
        long size = value.length + (recordKey == null ? 0L : recordKey.length);
        if (size > largestEvent()) {
            deadLetter(recordKey, value, tooLarge(size));
            return;
        }
        var reason = refused.count() == 0 ? Optional.<String>empty() : refused.reason(next);
        if (reason.isPresent()) {
            deadLetter(recordKey, value, "Kafka refused it: " + reason.get());
            return;
        }
        long index = next;
        put(new ProducerRecord<>(key.topic(), null, timestamp, recordKey, value, headers), failure -> {
            refused.add(index, failure);
        });
    }

    /** Puts the next event aside, as it came, with the reason. */
    public void deadLetter(byte @Nullable [] recordKey, byte[] value, String reason) throws ChannelLost {
        long index = next;
        put(
                DeadLetterRecord.of(key, next, recordKey, value, reason, limits.deadLetters(), clock.instant()),
                failure -> hopeless = "the dead letter of event " + index + " was refused: " + failure);
        deadLettered++;
    }

    private String tooLarge(long size) {
        boolean bySetting = settings.maxEvent().bytes() <= limits.largestEvent();
        return "the event has " + size + " bytes, more than the "
                + (bySetting
                        ? settings.maxEvent() + " allowed"
                        : limits.largestEvent() + " for which topic " + key.topic() + " has room (its"
                                + " max.message.bytes is " + limits.events() + ")");
    }

    /**
     * Makes all that was sent visible, with the progress made.
     *
     * @param reached where to go on reading from here
     * @param last    whether no more will come
     */
    public void commit(Map<String, String> reached, boolean last) throws ChannelLost {
        var active = activeBefore.plusMillis(Math.max(0, clock.millis() - openedAt));
        var progress = new Progress(
                key.run(),
                key.source(),
                key.kind(),
                key.topic(),
                next,
                deadLettered,
                active,
                clock.instant(),
                last,
                gaps,
                reached);
        transact("Committing " + (next - tally.events()) + " events of source " + key.source(), () -> {
            hand(
                    new ProducerRecord<>(
                            Progress.TOPIC,
                            progress.key().getBytes(StandardCharsets.UTF_8),
                            ProgressJson.write(progress)),
                    failure -> hopeless = "the record of its progress was refused: " + failure);
            producer.commitTransaction();
        });
        inTransaction = false;
        committedGaps = gaps;
        refused.forgetBelow(next);
        tally = new Tally(next, deadLettered, active);
        position = progress.position();
        ended = last;
    }

    /** Gives up what was not committed and lets the producer go; waits at most a few seconds. */
    @Override
    public void close() {
        // Closing without a commit aborts what is open; a second sender would do so as well.
        producer.close(PATIENCE);
    }

    private void put(ProducerRecord<byte[], byte[]> record, Consumer<String> ifRefused) throws ChannelLost {
        transact("Sending to topic " + record.topic(), () -> hand(record, ifRefused));
        next++;
    }

    /** The commit fails if any send of its transaction did, so that nothing is lost by not looking at the future. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void hand(ProducerRecord<byte[], byte[]> record, Consumer<String> ifRefused) {
        producer.send(record, (sent, failure) -> {
            if (failure != null && !AbortedRecord.isTold()) {
                ChannelFailures.refusedRecord(failure).ifPresent(ifRefused);
            }
        });
    }

    private void transact(String doing, Runnable call) throws ChannelLost {
        try {
            ChannelFailures.guard(doing, () -> {
                if (!inTransaction) {
                    begunAt = clock.millis();
                    producer.beginTransaction();
                    inTransaction = true;
                }
                call.run();
                return true;
            });
        } catch (ChannelRefused e) {
            // To Kafka, a sender that overslept its transaction and one that was replaced are the same. The first
            // may come back: if it was replaced as well, it shuts out the other, which then learns that it was.
            if (clock.millis() - begunAt >= settings.transactionTimeout().toMillis()) {
                throw new ChannelLost(
                        doing + " took longer than the transaction timeout of "
                                + Durations.format(settings.transactionTimeout()),
                        e);
            }
            throw e;
        } catch (ChannelLost e) {
            refuseIfHopeless(doing, e);
            throw e;
        }
    }

    private void refuseIfHopeless(String doing, ChannelLost e) {
        if (ChannelFailures.refusedRecord(e).isPresent()) {
            // Once it is closed, every record's fate has been told; nothing more goes through it anyway.
            producer.close(PATIENCE);
        }
        var reason = hopeless;
        if (reason != null) {
            throw new ChannelRefused(doing + ": " + reason, e);
        }
        if (refused.count() > RefusedEvents.MOST) {
            throw new ChannelRefused(doing + ": Kafka refuses more than " + RefusedEvents.MOST + " events", e);
        }
    }
}
