package dev.millrace.generator.anomaly;

import dev.millrace.generator.random.Draw;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with each event of a source: a function of seed, source and index alone, so that whoever goes on with a
 * source does the same. Immutable.
 */
public final class Anomalies {
    private final long which;
    private final long delay;
    private final long copied;
    private final long copyDelay;
    private final long poison;
    private final double dropBelow;
    private final double poisonBelow;
    private final double lateBelow;
    private final double disorderBelow;
    private final double copyShare;
    private final long lateLeast;
    private final long lateSpread;
    private final long disorderSpread;
    private final long copySpread;
    private final List<PoisonKind> poisonKinds;
    private final long longestDelay;
    private final @Nullable SkewDraws skew;
    private final boolean skewedByKey;

    /**
     * The anomalies of a source.
     *
     * @param seed  of the file
     * @param keyed whether its events have keys
     */
    public Anomalies(AnomalySettings settings, long seed, String source, boolean keyed) {
        var late = settings.late();
        var disorder = settings.outOfOrder();
        var duplicate = settings.duplicate();
        this.which = Draw.seed(seed, source + " anomalies");
        this.delay = Draw.seed(seed, source + " delays");
        this.copied = Draw.seed(seed, source + " duplicates");
        this.copyDelay = Draw.seed(seed, source + " delays of duplicates");
        this.poison = Draw.seed(seed, source + " poison");
        this.dropBelow = AnomalySettings.fraction(settings.drop());
        this.poisonBelow = dropBelow
                + AnomalySettings.fraction(
                        settings.poison() == null ? null : settings.poison().share());
        this.lateBelow = poisonBelow + AnomalySettings.fraction(late == null ? null : late.share());
        this.disorderBelow = lateBelow + AnomalySettings.fraction(disorder == null ? null : disorder.share());
        this.copyShare = AnomalySettings.fraction(duplicate == null ? null : duplicate.share());
        this.lateLeast = late == null ? 0 : late.by().least().toNanos();
        this.lateSpread = late == null ? 0 : late.by().longestNanos() - lateLeast;
        this.disorderSpread = disorder == null ? 0 : disorder.within().toNanos();
        this.copySpread = duplicate == null ? 0 : duplicate.longestNanos();
        this.poisonKinds =
                settings.poison() == null ? List.of() : settings.poison().choices();
        this.longestDelay = Math.max(lateLeast + lateSpread, disorderSpread) + copySpread;
        this.skew = settings.clockSkew() == null ? null : new SkewDraws(settings.clockSkew(), seed, source);
        this.skewedByKey = settings.clockSkew() != null
                && (settings.clockSkew().of() == null
                        ? keyed
                        : settings.clockSkew().of() == ClockSkew.Of.KEY);
    }

    /** Whether an event is left out. */
    public boolean dropped(long index) {
        return dropBelow > 0 && Draw.unit(which, index) < dropBelow;
    }

    /** What an unreadable event is like; null for one that can be read. */
    public @Nullable PoisonKind poison(long index) {
        if (poisonKinds.isEmpty()) {
            return null;
        }
        double drawn = Draw.unit(which, index);
        return drawn >= dropBelow && drawn < poisonBelow
                ? poisonKinds.get((int) Draw.below(poisonKinds.size(), poison, index))
                : null;
    }

    /** How long an event is held back, nanoseconds; 0 for one that is sent when it is due. */
    public long delayNanos(long index) {
        if (poisonBelow == disorderBelow) {
            return 0;
        }
        double drawn = Draw.unit(which, index);
        if (drawn < poisonBelow || drawn >= disorderBelow) {
            return 0;
        }
        return drawn < lateBelow
                ? lateLeast + Draw.below(lateSpread + 1, delay, index)
                : 1 + Draw.below(disorderSpread, delay, index);
    }

    /** Whether an event is sent once more. */
    public boolean duplicated(long index) {
        return copyShare > 0
                && Draw.unit(copied, index) < copyShare
                && (poisonBelow == 0 || Draw.unit(which, index) >= poisonBelow);
    }

    /** How long after an event its copy is sent, nanoseconds. */
    public long copyDelayNanos(long index) {
        return copySpread == 0 ? 0 : 1 + Draw.below(copySpread, copyDelay, index);
    }

    /** How long after it is due anything of an event is sent at most, nanoseconds. */
    public long longestDelayNanos() {
        return longestDelay;
    }

    /** Whether anything is ever sent later than it was due. */
    public boolean holdsBack() {
        return poisonBelow < disorderBelow || copyShare > 0;
    }

    /** Whether the times of events are told by clocks that are wrong. */
    public boolean skews() {
        return skew != null;
    }

    /** Whether each key has a clock of its own. */
    public boolean skewsByKey() {
        return skewedByKey;
    }

    /**
     * How far an event's own time is ahead of when it is due, microseconds.
     *
     * @param key         its key, as some number that is always the same for it; of no meaning where keys have no clocks
     * @param activeNanos when it is due, counted from the run's beginning
     */
    public long skewMicros(long key, long activeNanos) {
        return skew == null ? 0 : skew.micros(skewedByKey ? key : 0, activeNanos);
    }
}
