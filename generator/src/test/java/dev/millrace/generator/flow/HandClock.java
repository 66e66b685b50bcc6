package dev.millrace.generator.flow;

import dev.millrace.flow.limit.NanoClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** A clock that is moved by hand. */
final class HandClock implements NanoClock {
    private long nanos = 5;

    void forward(Duration by) {
        nanos += by.toNanos();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    Clock wall() {
        return ((InstantSource) () -> Instant.EPOCH.plusNanos(nanos)).withZone(ZoneOffset.UTC);
    }
}
