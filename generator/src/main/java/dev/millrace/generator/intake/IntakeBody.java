package dev.millrace.generator.intake;

import dev.millrace.event.Origin;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.EventSender;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.loop.SourceBody;
import dev.millrace.generator.loop.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what comes in through an {@link Intake}: all that waits goes into one transaction, so that many small
 * requests share the cost of a commit, and each is answered when it is committed.
 */
public final class IntakeBody implements SourceBody {
    private static final int MOST_EVENTS = 5_000;
    private static final long WAIT_MILLIS = 50;
    /** So often it is said that events were turned away, where none were taken in meanwhile. */
    private static final long ANNOUNCE_NANOS = 1_000_000_000;

    /** What the last commit was called, as the source's position: it has no other. */
    private static final String COMMIT = "commit";

    private final Intake intake;
    private final String nonce = UUID.randomUUID().toString();
    private final String type;
    private final Clock clock;
    private final SourceEncoding encoding;
    private @Nullable EventSender sender;
    private @Nullable Doubt doubt;
    private long commits;
    /** How many of those that were turned away the ledger knows of. */
    private volatile long announced;

    private long announcedAt;

    /**
     * What was last sent to be committed.
     *
     * @param postings   the events, in their order
     * @param from       the index of the first
     * @param as         under which name; no other commit, of whomever, has it
     * @param turnedAway how many events had been turned away by then
     */
    private record Doubt(List<Posting> postings, long from, String as, long turnedAway) {}

    /** @param type the type of events that name none */
    public IntakeBody(Intake intake, String type, Clock clock) {
        this(intake, type, clock, SourceEncoding.json());
    }

    /**
     * @param type     the type of events that name none
     * @param encoding how events are written
     */
    public IntakeBody(Intake intake, String type, Clock clock, SourceEncoding encoding) {
        this.encoding = encoding;
        this.intake = intake;
        this.type = type;
        this.clock = clock;
    }

    /** A body behind a door of its own, which goes by the source's flow control. */
    public static IntakeBody of(int queue, SourceFlow flow, String type, Clock clock, SourceEncoding encoding) {
        return new IntakeBody(
                new Intake(queue, IntakePace.largest(flow), flow::obstacle, flow.shedding()), type, clock, encoding);
    }

    /** Its door. */
    public Intake intake() {
        return intake;
    }

    @Override
    public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
        sender = encoding.events(channel);
        settleDoubt(channel);
        var size = new RecordSize(channel.key().run(), channel.key().source(), type, channel.largestEvent());
        var flow = channel.flow();
        intake.open(size);
        try {
            while (!stop.stopped()) {
                var obstacle = flow.obstacle();
                if (obstacle.isEmpty()) {
                    var postings = intake.next(IntakePace.mostEvents(flow, MOST_EVENTS), WAIT_MILLIS);
                    if (!postings.isEmpty() || isToAnnounce()) {
                        write(channel, postings);
                    }
                } else {
                    intake.close(IntakeUnavailable.becauseOfKafka(obstacle.get()));
                    awaitLeave(flow, stop);
                    intake.open(size);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        intake.close(new IntakeUnavailable(IntakeUnavailable.Cause.STOPPING, "the program is stopping"));
        if (unannounced() > 0
                && flow.obstacle().isEmpty()
                && !Thread.currentThread().isInterrupted()) {
            write(channel, List.of());
        }
    }

    @Override
    public long waiting() {
        return intake.depth();
    }

    @Override
    public long turnedAway() {
        return unannounced();
    }

    private long unannounced() {
        return intake.turnedAway() - announced;
    }

    private boolean isToAnnounce() {
        return unannounced() > 0 && System.nanoTime() - announcedAt >= ANNOUNCE_NANOS;
    }

    @Override
    public void stalled(String reason) {
        intake.close(IntakeUnavailable.becauseOfKafka(reason));
    }

    @Override
    public void finished() {
        intake.close(new IntakeUnavailable(IntakeUnavailable.Cause.STOPPING, "the source has stopped"));
        // Nobody is left to find out what became of these; their senders learn it from the ledger.
        failDoubt(IntakeUnavailable.Cause.UNCERTAIN, "the source has stopped before Kafka's answer was known");
    }

    /** Commits events, and behind them that others were turned away: each of those has an index that is left out. */
    private void write(SourceChannel channel, List<Posting> postings) throws ChannelLost {
        long turnedAway = intake.turnedAway();
        var written = new Doubt(postings, channel.next(), nonce + '.' + ++commits, turnedAway);
        doubt = written;
        var pace = new IntakePace(channel.flow(), channel.key().source(), events(postings));
        for (var posting : postings) {
            for (var event : posting.events()) {
                pace.await();
                send(channel, event);
            }
        }
        channel.flow().end();
        channel.indices().omit(DeviationKind.REJECTED, turnedAway - announced);
        channel.commit(Map.of(COMMIT, written.as()), false);
        complete(channel, written);
    }

    /** Waits until the breaker lets calls through again; asking it is what makes it. */
    private static void awaitLeave(SourceFlow flow, StopSignal stop) {
        while (flow.obstacle().isPresent() && !stop.stopped()) {
            if (flow.begin()) {
                flow.end();
            } else {
                stop.sleep(Duration.ofMillis(WAIT_MILLIS));
            }
        }
    }

    private static int events(List<Posting> postings) {
        return postings.stream().mapToInt(posting -> posting.events().size()).sum();
    }

    private void send(SourceChannel channel, PostedEvent posted) throws ChannelLost {
        var now = clock.instant();
        var event = posted.at(
                new Origin(channel.key().run(), channel.next()), channel.key().source(), type, now);
        Objects.requireNonNull(sender, "no channel is open").send(event, now.toEpochMilli());
    }

    /** After a lost channel: the new one's progress tells whether the last transaction was committed. */
    private void settleDoubt(SourceChannel channel) throws ChannelLost {
        var last = doubt;
        if (last == null) {
            return;
        }
        if (channel.next() > last.from()) {
            if (last.as().equals(channel.position().get(COMMIT))) {
                complete(channel, last);
            } else {
                // Another instance has committed since; whether it went on from ours or instead of it, nobody knows.
                failDoubt(
                        IntakeUnavailable.Cause.UNCERTAIN,
                        "another instance has taken over the source before Kafka's answer was known");
            }
        } else if (channel.setsAsideFrom(last.from())) {
            // One event that Kafka will never take must not fail those that came with it: it is put aside now.
            write(channel, last.postings());
        } else {
            failDoubt(
                    IntakeUnavailable.Cause.KAFKA,
                    "the events could not be written in time: Kafka or the source's limit did not let them");
        }
    }

    private void failDoubt(IntakeUnavailable.Cause why, String message) {
        var last = doubt;
        doubt = null;
        if (last != null) {
            var reason = new IntakeUnavailable(why, message);
            last.postings().forEach(posting -> intake.turnAway(posting, reason));
        }
    }

    private void complete(SourceChannel channel, Doubt written) {
        doubt = null;
        announced = written.turnedAway();
        announcedAt = System.nanoTime();
        long index = written.from();
        for (var posting : written.postings()) {
            posting.complete(channel.key().run(), index);
            index += posting.events().size();
        }
    }
}
