package dev.millrace.generator.workload;

import dev.millrace.generator.random.Draw;
import dev.millrace.generator.random.PoissonProcess;
import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.generator.workload.curve.Cut;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When each event of a source is due in a run, and how many are due by when: one the exact inverse of the other. Event
 * <i>i</i> is due when the rate, added up, comes to <i>i</i>; where events come independently of each other, when it
 * comes to the time of arrival <i>i</i> of a Poisson process with one arrival a unit (the time-rescaling theorem: Çinlar,
 * <i>Introduction to Stochastic Processes</i>, 1975, chapter 4.7).
 *
 * <p>Times are nanoseconds of the run's active time; negative before the run began. A due time follows from settings,
 * seed, index and the run's {@link Timeline} alone. Every answer takes a bounded amount of work. Thread-safe.
 */
public final class DueTimes {
    /** The due time of an event that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A mean is known to about 15 digits; with so many an even rate reads as it was written. */
    private static final MathContext MEAN_DIGITS = new MathContext(12);

    private final Pacing pacing;
    private final long seed;
    private final Supplier<Timeline> timelines;
    private final @Nullable PoissonProcess arrivals;
    private volatile Course latest;

    /**
     * What holds under a timeline.
     *
     * @param lead   how long before the run's beginning the curve begins, nanoseconds
     * @param events how many there will be
     */
    private record Course(Timeline timeline, Curve curve, long lead, long events) {}

    DueTimes(Pacing pacing, long seed, Supplier<Timeline> timelines) {
        this.pacing = pacing;
        this.seed = seed;
        this.timelines = timelines;
        this.arrivals = switch (pacing.rate().arrivals()) {
            case EVEN -> null;
            case POISSON -> new PoissonProcess(Draw.seed(seed, "arrivals"));
        };
        this.latest = course(timelines.get());
    }

    /** When an event is due; {@link #NEVER} for one that will not be. */
    public long offsetNanos(long index) {
        return offsetNanos(index, course());
    }

    /** How many events are due by a moment, that moment included. */
    public long countAt(long nanos) {
        var course = course();
        // Due times later than a long can hold all read as the greatest long, so none may count as reached.
        long until = Math.min(nanos, NEVER - 1);
        long guess = guess(until, course);
        long low = guess;
        long high = guess;
        // Outwards in growing steps from where it should be, so that rounding costs a step or two, and nothing much.
        for (long step = 1; low > 0 && offsetNanos(low - 1, course) > until; step = grown(step)) {
            high = low - 1;
            low = Math.max(0, low - step);
        }
        for (long step = 1; high < course.events() && offsetNanos(high, course) <= until; step = grown(step)) {
            low = high + 1;
            high = course.events() - high <= step ? course.events() : high + step;
        }
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (offsetNanos(middle, course) <= until) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many events there will be in all; {@link Long#MAX_VALUE} where there is no end. */
    public long events() {
        return course().events();
    }

    /** The rate at a moment, events a second. */
    public double perSecondAt(long nanos) {
        var course = course();
        return course.curve().perSecondAt(own(nanos, course));
    }

    /** The mean rate from the first moment until this one, or until the end where that came before; events a second. */
    public double meanPerSecond(long nanos) {
        var course = course();
        long own = Math.min(own(nanos, course), course.curve().length());
        if (own <= 0) {
            return course.curve().perSecondAt(0);
        }
        double mean = course.curve().eventsBy(own) / (own / 1e9);
        return BigDecimal.valueOf(mean).round(MEAN_DIGITS).doubleValue();
    }

    private long offsetNanos(long index, Course course) {
        if (index >= course.events()) {
            return NEVER;
        }
        double at = arrivals == null ? index : arrivals.at(index);
        long nanos = course.curve().nanosAt(at);
        return nanos == Curve.ENDLESS ? NEVER : earlier(nanos, course.lead());
    }

    private long guess(long nanos, Course course) {
        double events = course.curve().eventsBy(own(nanos, course));
        long guess = arrivals == null ? (long) events : arrivals.countBefore(events);
        return Math.clamp(guess, 0, course.events());
    }

    private static long grown(long step) {
        return step > Long.MAX_VALUE / 4 ? step : 4 * step;
    }

    /** A time of the run as time since the curve's beginning. */
    private static long own(long nanos, Course course) {
        return earlier(nanos, -course.lead());
    }

    /** A time less another, at the ends of time where it would be beyond. */
    private static long earlier(long nanos, long lead) {
        long less = nanos - lead;
        boolean over = ((nanos ^ lead) & (nanos ^ less)) < 0;
        return over ? (nanos < 0 ? Long.MIN_VALUE : NEVER) : less;
    }

    // The run's clock gives the same object until its timeline changes.
    @SuppressWarnings("ReferenceEquality")
    private Course course() {
        var known = latest;
        var timeline = timelines.get();
        if (known.timeline() != timeline) {
            known = course(timeline);
            latest = known;
        }
        return known;
    }

    private Course course(Timeline timeline) {
        long lead = pacing.from() == null ? 0 : pacing.from().leadNanos(timeline);
        var curve = pacing.rate().curve(new Circumstances(seed, timeline, -lead));
        if (pacing.duration() != null) {
            curve = Cut.of(curve, pacing.duration().toNanos());
        }
        double sum = curve.events();
        // A sum that is no whole number has begun one more event.
        long events = Double.isInfinite(sum)
                ? Long.MAX_VALUE
                : arrivals == null ? (long) Math.ceil(sum) : arrivals.countBefore(sum);
        return new Course(timeline, curve, lead, pacing.count() == null ? events : Math.min(events, pacing.count()));
    }
}
