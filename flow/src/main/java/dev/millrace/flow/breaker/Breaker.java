package dev.millrace.flow.breaker;

import java.time.Duration;

/**
 * Stands before something that may fail. Whoever is given a permission, for one call or for one batch, must give notice
 * of what came of it exactly once. Nothing blocks; notices may come from any thread.
 */
public interface Breaker {
    /** Asks for leave to make one call, or send one batch. */
    boolean tryPermission();

    /**
     * It went well.
     *
     * @param nanos how long it took
     */
    void onSuccess(long nanos);

    /**
     * It failed.
     *
     * @param nanos how long it took
     */
    void onFailure(long nanos);

    /** The call was not made after all: the permission is given back. */
    void onUnused();

    /** What it does now. */
    BreakerState state();

    /** How long it has been so. */
    Duration age();

    /** How long ago it was last closed, however often it has tried since; nothing while it is closed. */
    Duration notClosed();
}
