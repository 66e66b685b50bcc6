package dev.millrace.generator.flow;

import dev.millrace.flow.batch.BatchController;
import dev.millrace.flow.breaker.Breaker;
import dev.millrace.flow.limit.NanoClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is handed to the producer between two looks at the clock. To the breaker it is one call, and its bytes are in
 * flight until the last of its records is answered. The sending loop hands over and ends it, the producer's thread
 * answers.
 */
public final class Batch {
    /** Stands for the loop for as long as it hands over more; more than any batch has records. */
    private static final int HANDING_OVER = 1 << 30;

    private final @Nullable Breaker breaker;
    private final @Nullable BatchController inFlight;
    private final NanoClock clock;
    private final long lingerNanos;
    private final AcknowledgedLatency latency;
    private final Dues dues = new Dues();
    private final long begunAt;
    /**
     * The records that are not answered, once all are handed over. Until then only answers are counted off: were each
     * record counted here as it is handed over, loop and producer would hold each other up at every one.
     */
    private final AtomicInteger open = new AtomicInteger(HANDING_OVER);

    private volatile Fault worst = Fault.NONE;
    // Written by the loop before it ends the batch, read by whoever settles it after that.
    private int records;
    private long bytes;
    private long endedAt;
    private boolean isCall;

    /**
     * @param breaker  which has given its permission; null if it has not
     * @param inFlight where bytes are counted; null if they are not
     * @param latency  told of its events once all of it is acknowledged
     */
    Batch(
            @Nullable Breaker breaker,
            @Nullable BatchController inFlight,
            NanoClock clock,
            long lingerNanos,
            AcknowledgedLatency latency) {
        this.breaker = breaker;
        this.inFlight = inFlight;
        this.clock = clock;
        this.lingerNanos = lingerNanos;
        this.latency = latency;
        this.begunAt = clock.nanos();
    }

    void handed(long size, Dues due) {
        records++;
        bytes += size;
        dues.addAll(due);
    }

    long bytes() {
        return bytes;
    }

    /** A record was acknowledged. */
    public void acknowledged() {
        settle(1);
    }

    /** Several records were. */
    public void acknowledged(int several) {
        settle(several);
    }

    /** A record was not. */
    public void failed(Fault fault) {
        note(fault);
        settle(1);
    }

    /** Several records were not. */
    public void failed(int several, Fault fault) {
        note(fault);
        settle(several);
    }

    /** No more is handed over. */
    void end() {
        endedAt = clock.nanos();
        if (inFlight != null) {
            inFlight.sent(bytes);
        }
        // Below none where the client has taken a record, thrown all the same, and answered for it later.
        if (open.addAndGet(records - HANDING_OVER) <= 0) {
            settled();
        }
    }

    /** It was a call that has come back, with or without records. */
    void end(Fault fault) {
        isCall = true;
        note(fault);
        end();
    }

    private synchronized void note(Fault fault) {
        worst = fault.compareTo(worst) > 0 ? fault : worst;
    }

    private void settle(int answered) {
        if (open.addAndGet(-answered) == 0) {
            settled();
        }
    }

    private void settled() {
        long now = clock.nanos();
        var fault = worst;
        if (fault == Fault.NONE) {
            latency.acknowledged(dues);
        }
        if (inFlight != null && records > 0) {
            if (fault == Fault.NONE) {
                inFlight.acknowledged(bytes, Math.max(0, now - endedAt - lingerNanos), now);
            } else {
                inFlight.failed(bytes, fault == Fault.OVERLOAD, now);
            }
        }
        if (breaker != null) {
            tell(breaker, fault, now - (isCall ? begunAt : endedAt));
        }
    }

    private void tell(Breaker told, Fault fault, long took) {
        switch (fault) {
            case NONE -> {
                if (records > 0 || isCall) {
                    told.onSuccess(took);
                } else {
                    told.onUnused();
                }
            }
            case OURS -> told.onUnused();
            case KAFKA, OVERLOAD -> told.onFailure(took);
        }
    }
}
