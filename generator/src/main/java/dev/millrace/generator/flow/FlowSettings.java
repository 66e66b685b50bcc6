package dev.millrace.generator.flow;

import dev.millrace.flow.batch.BatchSettings;
import dev.millrace.flow.breaker.BreakerSettings;
import dev.millrace.flow.retry.OnResume;
import dev.millrace.flow.retry.ResumeSettings;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
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
        RetryPauses retry,

        @Doc("What becomes of the events that fell due while Kafka was away. catch-up, as without it: they are sent"
                + " late, and keep their due times.")
        @Nullable
        OnResume onResume,

        @Doc("Catching up goes so many times as fast as the events fell due, at most; 2 without it.") @Nullable
        Double speed) {
    /** Nothing is said. */
    public static final FlowSettings NONE = new FlowSettings(null, null, null, null, null);

    public FlowSettings {
        if (onResume == OnResume.SKIP) {
            throw new InvalidSetting(
                    "on-resume",
                    "cannot be skip: the ledger does not know events that are left out yet, and would miss them. Leave"
                            + " it out, or set a higher 'speed'");
        }
        if (speed != null) {
            // Refuses what makes no sense.
            new ResumeSettings(OnResume.CATCH_UP, speed);
        }
    }

    /** What a source says, and where it says nothing, what the file does. */
    FlowSettings over(FlowSettings usual) {
        return new FlowSettings(
                breaker == null ? usual.breaker : breaker,
                batching == null ? usual.batching : batching,
                retry == null ? usual.retry : retry,
                onResume == null ? usual.onResume : onResume,
                speed == null ? usual.speed : speed);
    }

    BreakerSettings breakerOrDefault() {
        return breaker == null ? BreakerSettings.defaults() : breaker;
    }

    BatchSettings batchingOrDefault() {
        return batching == null ? BatchSettings.defaults() : batching;
    }

    RetryPauses retryOrDefault() {
        return retry == null ? RetryPauses.defaults() : retry;
    }

    ResumeSettings resumeOrDefault() {
        var usual = ResumeSettings.defaults();
        return new ResumeSettings(
                onResume == null ? usual.onResume() : onResume, speed == null ? usual.speed() : speed);
    }
}
