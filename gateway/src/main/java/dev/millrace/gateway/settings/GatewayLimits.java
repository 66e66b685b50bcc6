package dev.millrace.gateway.settings;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/**
 * How much may come through the gateway.
 *
 * @param body     size of one request's body
 * @param event    size of one event's data
 * @param events   events in one request
 * @param depth    how deep JSON may be nested
 * @param bodies   memory for the bodies of all requests under way together
 * @param bodyTime how long a body may take to arrive
 */
@Doc("How much may come through the gateway.")
public record GatewayLimits(
        @Default("10MiB") @Doc("Size of one request's body.")
        DataSize body,

        @Default("1MB") @Doc("Size of one event's data.") DataSize event,

        @Default("10000") @Doc("Events in one request.") int events,

        @Default("100") @Doc("How deep JSON may be nested.") int depth,

        @Default("64MiB") @Doc("Memory for the bodies of all requests under way together.")
        DataSize bodies,

        @Default("30s") @Doc("How long a body may take to arrive.")
        Duration bodyTime) {

    // A body is one array; Jackson stops at this depth whatever it is asked.
    private static final DataSize LARGEST_BODY = new DataSize(1L << 30);
    private static final int DEEPEST = 500;

    public GatewayLimits {
        if (body.bytes() < 1 || body.bytes() > LARGEST_BODY.bytes()) {
            throw new InvalidSetting("body", "must be from 1B to " + LARGEST_BODY + ", was " + body);
        }
        if (event.bytes() < 1) {
            throw new InvalidSetting("event", "must be positive, was " + event);
        }
        if (events < 1) {
            throw new InvalidSetting("events", "must be positive, was " + events);
        }
        if (depth < 1 || depth > DEEPEST) {
            throw new InvalidSetting("depth", "must be from 1 to " + DEEPEST + ", was " + depth);
        }
        if (bodies.bytes() < body.bytes()) {
            throw new InvalidSetting("bodies", "must be no less than body, " + body + ", was " + bodies);
        }
        if (!bodyTime.isPositive()) {
            throw new InvalidSetting("bodyTime", "must be positive, was " + bodyTime);
        }
    }

    /** What holds unless told otherwise. */
    public static GatewayLimits defaults() {
        return new GatewayLimits(
                DataSize.parse("10MiB"),
                DataSize.parse("1MB"),
                10_000,
                100,
                DataSize.parse("64MiB"),
                Duration.ofSeconds(30));
    }
}
