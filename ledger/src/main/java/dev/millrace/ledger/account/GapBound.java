package dev.millrace.ledger.account;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.Progress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How many of a source's first events may have been among records that were gone before they could be read. What it
 * claimed after that was noticed cannot have been.
 *
 * @param passed how many of the account's gaps, in their order, were noticed before the source's last word; they are
 *               counted in
 * @param below  index below which events may have lain in one of those that concern the source
 */
public record GapBound(int passed, long below) {
    /** No gap was counted in. */
    public static final GapBound NONE = new GapBound(0, 0);

    /** How far clocks may differ between the one who sends and the one who reads. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);
    /** No transaction stays open for longer (the broker's transaction.max.timeout.ms). */
    private static final Duration TRANSACTION = Duration.ofMinutes(15);

    /**
     * The bound once the source has spoken again.
     *
     * @param known how many events it had claimed before
     */
    GapBound after(Progress later, long known, Collection<String> topics, List<Gap> gaps) {
        long reach = below;
        int done = passed;
        while (done < gaps.size() && later.at().isAfter(gaps.get(done).found().plus(CLOCKS))) {
            var gap = gaps.get(done);
            if (concerns(gap, topics)) {
                boolean begunLater = later.at().isAfter(gap.found().plus(CLOCKS).plus(TRANSACTION));
                reach = Math.max(reach, begunLater ? known : later.next());
            }
            done++;
        }
        return done == passed ? this : new GapBound(done, reach);
    }

    /** Index below which events of these topics may have lain in one of the gaps; they are all of the account's. */
    public long reach(Collection<String> topics, List<Gap> gaps) {
        boolean open = gaps.stream().skip(passed).anyMatch(gap -> concerns(gap, topics));
        return open ? Long.MAX_VALUE : below;
    }

    /**
     * Whether events that belong on these topics, or beside them as dead letters, may have lain in a gap, or what was said
     * of them.
     */
    public static boolean concerns(Gap gap, Collection<String> topics) {
        return gap.topic().equals(Deviation.TOPIC)
                || topics.stream()
                        .anyMatch(own -> gap.topic().equals(own) || gap.topic().equals(DeadLetter.topicFor(own)));
    }
}
