package dev.millrace.generator.flow;

import dev.millrace.event.progress.Delivery;
import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.flow.retry.ResumeSettings;
import dev.millrace.flow.retry.RetrySettings;
import dev.millrace.flow.shed.Priority;
import dev.millrace.flow.shed.ShedSettings;
import dev.millrace.settings.Doc;
import org.jspecify.annotations.Nullable;

/** Flow control as it stands in the file, for all sources or for one; each part that is left out is as usual. */
public record FlowSettings(
        @Doc("When the breaker before Kafka opens, and how it closes again. Sources share one; a source that says this"
                + " has one of its own.")
        @Nullable
        BreakerSettings breaker,

        @Doc("How many bytes may be in flight to Kafka.") @Nullable
        BatchSettings batching,

        @Doc("The pauses between tries while Kafka is away.") @Nullable
        RetrySettings retry,

        @Doc("What becomes of the events that fell due while Kafka was away. catch-up, as without it: they are sent"
                + " late, and keep their due times; skip: they are left out, and counted.")
        @Nullable
        OnResume onResume,

        @Doc("Catching up goes so many times as fast as the events fell due, at most; 2 without it.") @Nullable
        Double speed,

        @Doc("When events are left out because there is too much of them, {} for the usual. Never, without it.")
        @Nullable
        ShedSettings shed,

        @Doc("How dear a source's events are where load is shed: low ones go first, vital ones never; normal without"
                + " it.")
        @Nullable
        Priority priority,

        @Doc(
                "exactly-once, as without it: events are in transactions; at-least-once: they are visible at once, and after"
                        + " a failure some are there twice.")
        @Nullable
        Delivery delivery) {
    /** Nothing is said. */
    public static final FlowSettings NONE = new FlowSettings(null, null, null, null, null);

    public FlowSettings {
        if (speed != null) {
            // Refuses what makes no sense.
            new ResumeSettings(OnResume.CATCH_UP, speed);
        }
    }

    /** Settings that leave nothing out, and deliver as usual. */
    public FlowSettings(
            @Nullable BreakerSettings breaker,
            @Nullable BatchSettings batching,
            @Nullable RetrySettings retry,
            @Nullable OnResume onResume,
            @Nullable Double speed) {
        this(breaker, batching, retry, onResume, speed, null, null, null);
    }

    /** What a source says, and where it says nothing, what the file does. */
    FlowSettings over(FlowSettings usual) {
        return new FlowSettings(
                either(breaker, usual.breaker),
                either(batching, usual.batching),
                either(retry, usual.retry),
                either(onResume, usual.onResume),
                either(speed, usual.speed),
                either(shed, usual.shed),
                either(priority, usual.priority),
                either(delivery, usual.delivery));
    }

    /** The same, but delivered exactly once. */
    public FlowSettings exactlyOnce() {
        return new FlowSettings(breaker, batching, retry, onResume, speed, shed, priority, Delivery.EXACTLY_ONCE);
    }

    private static <T> @Nullable T either(@Nullable T own, @Nullable T usual) {
        return own == null ? usual : own;
    }

    BreakerSettings breakerOrDefault() {
        return breaker == null ? BreakerSettings.defaults() : breaker;
    }

    BatchSettings batchingOrDefault() {
        return batching == null ? BatchSettings.defaults() : batching;
    }

    RetrySettings retryOrDefault() {
        return retry == null ? RetrySettings.defaults() : retry;
    }

    ResumeSettings resumeOrDefault() {
        var usual = ResumeSettings.defaults();
        return new ResumeSettings(
                onResume == null ? usual.onResume() : onResume, speed == null ? usual.speed() : speed);
    }

    Priority priorityOrDefault() {
        return priority == null ? Priority.NORMAL : priority;
    }

    Delivery deliveryOrDefault() {
        return delivery == null ? Delivery.EXACTLY_ONCE : delivery;
    }
}
