package dev.millrace.flow.shed;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import org.jspecify.annotations.Nullable;

/** When load is shed: whichever of these is worst decides. */
public record ShedSettings(
        @Doc("Most events of a source that may be due and not sent; of one that takes posts, 'http.queue' says it.")
        @Default("100000")
        int most,

        @Doc("The queue of events that wait to be sent. From 70% to 95% without it.") @Nullable
        Threshold queue,

        @Doc("The heap, as the last garbage collection left it. From 80% to 95% without it.") @Nullable
        Threshold heap,

        @Doc("The processors, as far as this program uses them. Not looked at without it.") @Nullable
        Threshold cpu,

        @Doc("The producer's buffer: when it is full, senders are blocked. From 70% to 90% without it.") @Nullable
        Threshold buffer) {
    private static final Threshold QUEUE = new Threshold(new Share(0.7), new Share(0.95));
    private static final Threshold HEAP = new Threshold(new Share(0.8), new Share(0.95));
    private static final Threshold BUFFER = new Threshold(new Share(0.7), new Share(0.9));

    public ShedSettings {
        if (most < 1) {
            throw new InvalidSetting("most", "must be at least 1, was " + most);
        }
    }

    /** What stands in where the file says nothing. */
    public static ShedSettings defaults() {
        return new ShedSettings(100_000, null, null, null, null);
    }

    Threshold queueOrDefault() {
        return queue == null ? QUEUE : queue;
    }

    Threshold heapOrDefault() {
        return heap == null ? HEAP : heap;
    }

    Threshold bufferOrDefault() {
        return buffer == null ? BUFFER : buffer;
    }
}
