package dev.millrace.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How events are written to a topic. {@code encoding: frame} is short for {@code encoding: {as: frame}}.
 *
 * <p>A frame is sent when it holds {@link #frameEvents()} events, takes {@link #frameBytes()} bytes, or is
 * {@link #frameLinger()} old, and always before the transaction it is in is committed.
 */
@Doc("How events are written to a topic. The last four are for frames.")
@Scalar
public record Encoding(
        @Doc("json: one CloudEvent a record. avro: one event a record, with a schema. frame: many events a record.")
        As as,

        @Doc("Most events of a frame; 1000 where nothing is said.") @Nullable
        Integer events,

        @Doc("Size at which a frame is sent; 256KiB where nothing is said.") @Nullable
        DataSize bytes,

        @Doc("How long a frame may wait for more events; until the transaction's end, but not longer than 100ms.")
        @Nullable
        Duration linger,

        @Doc("What the events' data is in a frame: avro, or json. Avro for generated sources where nothing is said;"
                + " others have no schema, so theirs is always json.")
        @Nullable
        Data data) {
    /** One CloudEvent in JSON a record. */
    public static final Encoding JSON = new Encoding(As.JSON, null, null, null, null);

    private static final int EVENTS = 1_000;
    private static final int MOST_EVENTS = 100_000;
    private static final DataSize BYTES = new DataSize(256 << 10);
    private static final DataSize LEAST_BYTES = new DataSize(1 << 10);
    private static final DataSize MOST_BYTES = new DataSize(8 << 20);
    private static final Duration LINGER = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** What a record holds, and in which form. */
    public enum As {
        /** One CloudEvent in structured JSON mode. */
        JSON,
        /** One event in Avro, in the registries' wire format. */
        AVRO,
        /** Many events of one partition. */
        FRAME
    }

    /** What the data of a frame's events is written in. */
    public enum Data {
        /** Avro's binary encoding of the source's schema. */
        AVRO,
        /** JSON. */
        JSON
    }

    public Encoding {
        if (as != As.FRAME && (events != null || bytes != null || linger != null || data != null)) {
            throw new InvalidSetting(
                    "as", "must be frame where 'events', 'bytes', 'linger' or 'data' say how frames are made");
        }
        if (events != null && (events < 1 || events > MOST_EVENTS)) {
            throw new InvalidSetting("events", "must be from 1 to " + MOST_EVENTS + ", was " + events);
        }
        if (bytes != null && (bytes.bytes() < LEAST_BYTES.bytes() || bytes.bytes() > MOST_BYTES.bytes())) {
            throw new InvalidSetting("bytes", "must be from 1KiB to 8MiB, was " + bytes);
        }
        if (linger != null && (!linger.isPositive() || linger.compareTo(LONGEST) > 0)) {
            throw new InvalidSetting("linger", "must lie above 0 and up to 10s, was " + Durations.format(linger));
        }
    }

    /** The encoding without further settings. */
    public static Encoding of(As as) {
        return new Encoding(as, null, null, null, null);
    }

    /** Most events of a frame. */
    public int frameEvents() {
        return events == null ? EVENTS : events;
    }

    /** The size at which a frame is sent. */
    public DataSize frameBytes() {
        return bytes == null ? BYTES : bytes;
    }

    /** How long a frame may wait. */
    public Duration frameLinger() {
        return linger == null ? LINGER : linger;
    }

    /** As it is written in a file, if in one word. */
    @Override
    public String toString() {
        return as.name().toLowerCase(java.util.Locale.ROOT);
    }
}
