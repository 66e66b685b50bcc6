package dev.millrace.generator.channel;

import dev.millrace.event.progress.Delivery;
import dev.millrace.event.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a channel says of its source when it commits, beside its indices. Not thread-safe. */
final class ChannelProgress {
    private final ChannelKey key;
    private final Clock clock;
    private final String instance;
    private final long openedAt;
    private final Duration activeBefore;
    private final long gapsBefore;
    private long gaps;
    private long committedGaps;

    ChannelProgress(ChannelKey key, @Nullable Progress before, Clock clock, String instance) {
        this.key = key;
        this.clock = clock;
        this.instance = instance;
        this.openedAt = clock.millis();
        this.activeBefore = before == null ? Duration.ZERO : before.active();
        this.gapsBefore = before == null ? 0 : before.gaps();
        this.gaps = gapsBefore;
        this.committedGaps = gapsBefore;
    }

    /** Takes down on how many occasions something was gone since the channel was opened. */
    void missed(long occasions) {
        gaps = gapsBefore + occasions;
    }

    boolean hasUncommittedGaps() {
        return gaps > committedGaps;
    }

    /** The progress that is made by now. */
    Progress now(Indices indices, Map<String, String> reached, boolean last, Delivery delivery) {
        return new Progress(
                key.run(),
                key.source(),
                key.kind(),
                key.topic(),
                indices.places(),
                indices.deadLettered(),
                activeBefore.plusMillis(Math.max(0, clock.millis() - openedAt)),
                clock.instant(),
                last,
                gaps,
                reached,
                key.others(),
                key.shard(),
                instance,
                indices.counts(),
                delivery);
    }

    void committed(Progress progress) {
        committedGaps = progress.gaps();
    }
}
