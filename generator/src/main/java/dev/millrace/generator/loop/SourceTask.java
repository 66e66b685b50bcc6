package dev.millrace.generator.loop;

import dev.millrace.flow.retry.Backoff;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelFenced;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ChannelRefused;
import dev.millrace.generator.channel.RefusedEvents;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.channel.Tally;
import dev.millrace.generator.flow.Fault;
import dev.millrace.generator.flow.FlowFigures;
import dev.millrace.generator.flow.SourceFlow;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending loop of one source in one run, on a thread of its own. It opens the channel, lets the
 * {@link SourceBody} send, and when the channel is lost opens it anew, for as long as it takes. Thread-safe.
 */
public final class SourceTask implements SendingLoop, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SourceTask.class);

    private final ChannelKey key;
    private final ChannelFactory channels;
    private final SourceBody body;
    private final Tenure tenure;
    private final StopSignal stop = new StopSignal();
    private final RefusedEvents refused = new RefusedEvents();
    private final SourceFlow flow;
    private final Backoff backoff;
    private final Thread thread;
    private volatile SourceState state = new SourceState.Starting();
    private volatile Tally tally = Tally.NONE;
    private volatile @Nullable SourceChannel channel;
    private boolean troubled;
    private int refusedBefore;

    private SourceTask(ChannelKey key, ChannelFactory channels, SourceBody body, Tenure tenure) {
        this.tenure = tenure;
        this.key = key;
        this.channels = channels;
        this.body = body;
        this.flow = channels.flow();
        this.backoff = new Backoff(flow.policy().retry(), RandomGenerator.getDefault());
        this.thread = Thread.ofPlatform().name(name(key)).unstarted(this::run);
    }

    /** Starts the loop. */
    public static SourceTask start(ChannelKey key, ChannelFactory channels, SourceBody body) {
        return start(key, channels, body, Tenure.OWN);
    }

    /**
     * Starts the loop of what this instance sends only for as long as it holds it.
     *
     * @param tenure asked before each opening of the channel
     */
    public static SourceTask start(ChannelKey key, ChannelFactory channels, SourceBody body, Tenure tenure) {
        var task = new SourceTask(key, channels, body, tenure);
        task.thread.start();
        return task;
    }

    private static String name(ChannelKey key) {
        return "source-" + key.source()
                + (key.shard().isWhole() ? "" : "-" + key.shard().number());
    }

    /** Which source of which run. */
    public ChannelKey key() {
        return key;
    }

    @Override
    public SourceState state() {
        var now = state;
        return now instanceof SourceState.Sending
                ? body.trouble()
                        .or(flow::obstacle)
                        .<SourceState>map(SourceState.Waiting::new)
                        .orElse(now)
                : now;
    }

    /** How many events wait to be sent, where only the source's body knows. */
    public long waiting() {
        return body.waiting();
    }

    /** How many events were turned away of which the ledger does not know yet. */
    public long turnedAway() {
        return body.turnedAway();
    }

    /** How its flow stands. */
    public FlowFigures flow() {
        return thread.isAlive() ? flow.figures() : FlowFigures.NONE;
    }

    @Override
    public Tally tally() {
        var open = channel;
        return open == null ? tally : open.tally();
    }

    @Override
    public boolean finished() {
        return !thread.isAlive();
    }

    /** Whether it was asked to stop. */
    public boolean stopping() {
        return stop.stopped();
    }

    /** Asks the source to stop in order: it sends what it holds back, and commits what it has sent. */
    public void stop() {
        stop.stop();
    }

    /** Asks the source to stop in order, for another loop to go on: that sends what is held back, when it is due. */
    public void handOver() {
        stop.handOver();
    }

    /** Waits until the loop is over. */
    public boolean join(Duration atMost) throws InterruptedException {
        return thread.join(atMost);
    }

    /** Stops and waits for the end, at most 30 seconds. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(Duration.ofSeconds(30))) {
                log.error(
                        "A source did not stop within 30 s and is left behind: source={} run={}",
                        key.source(),
                        key.run());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!attempt()) {
                stop.sleep(backoff.next());
                if (stop.stopped()) {
                    state = new SourceState.Stopped();
                    return;
                }
            }
        } catch (ChannelRefused | UncheckedIOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        } finally {
            body.finished();
        }
    }

    /** Waits until the breaker lets a channel be opened; in vain, if the stop is asked for. */
    private boolean hasLeave() {
        while (!flow.beginCall()) {
            if (stop.stopped()) {
                return false;
            }
            stop.sleepNanos(flow.nanosUntilNext());
        }
        return true;
    }

    private SourceChannel open() throws ChannelLost {
        var fault = Fault.OURS;
        try {
            var opened = channels.open(key, refused);
            fault = Fault.NONE;
            return opened;
        } catch (ChannelLost e) {
            fault = Fault.KAFKA;
            throw e;
        } finally {
            flow.callEnded(fault);
        }
    }

    /** One channel's life; whether the loop is over with it. */
    private boolean attempt() {
        if (!hasLeave()) {
            return false;
        }
        if (!tenure.holds()) {
            // Opening the channel would shut out whoever has the shard by now; the stop is on its way.
            flow.callEnded(Fault.OURS);
            state = new SourceState.Waiting("another instance may have taken over");
            return false;
        }
        try (var opened = open()) {
            channel = opened;
            state = new SourceState.Sending();
            if (!opened.ended() || body.goesOnAfter(opened.position())) {
                pump(opened);
            }
            state = opened.ended() ? new SourceState.Ended() : new SourceState.Stopped();
            return true;
        } catch (ChannelLost e) {
            lost(e);
            return false;
        } catch (ChannelFenced e) {
            if (!tenure.passesOn()) {
                throw e;
            }
            lost(e);
            return false;
        } finally {
            var closed = channel;
            if (closed != null) {
                tally = closed.tally();
            }
            channel = null;
            flow.channelClosed();
        }
    }

    private void pump(SourceChannel opened) throws ChannelLost {
        // Whatever else ends a loop says nothing of Kafka.
        var fault = Fault.OURS;
        try {
            body.pump(opened, stop);
            flow.end();
        } catch (ChannelLost e) {
            fault = e.fault();
            stalled(e);
            throw e;
        } catch (ChannelFenced e) {
            stalled(e);
            throw e;
        } finally {
            flow.abandon(fault);
        }
    }

    /** Told before the channel is closed, for that takes seconds while Kafka is away. */
    private void stalled(Exception e) {
        body.stalled(String.valueOf(e.getMessage()));
    }

    private void lost(Exception e) {
        var lost = channel;
        int refusedNow = refused.count();
        if ((lost != null && lost.tally().events() > tally.events()) || refusedNow > refusedBefore) {
            // It did get somewhere, so that this is a new failure and not the last one again.
            backoff.reset();
            troubled = false;
        }
        refusedBefore = refusedNow;
        var message = String.valueOf(e.getMessage());
        if (troubled) {
            log.debug("Still waiting: source={} run={}", key.source(), key.run(), e);
        } else {
            log.warn(
                    "A source cannot send and tries again: source={} run={} reason={}",
                    key.source(),
                    key.run(),
                    message);
        }
        troubled = true;
        state = new SourceState.Waiting(message);
        body.stalled(message);
    }

    private void fail(Throwable e) {
        state = new SourceState.Failed(String.valueOf(e.getMessage()));
        log.error("A source has given up: source={} run={}", key.source(), key.run(), e);
    }
}
