package dev.millrace.generator.workload;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Scalar;

/**
 * How a source's rate moves over its active time. Due times and counts are inverse to each other, in closed
 * form, so that a source can go on at any index and a reference can tell how far another source is.
 */
public sealed interface Workload {
    /** When event {@code index} is due, in nanoseconds of active time since the run's start. */
    long offsetNanos(long index);

    /** How many events are due within the first {@code nanos} nanoseconds of active time, that instant included. */
    long countAt(long nanos);

    /** The rate the source has on average, events a second. */
    double meanPerSecond();

    @Doc("The same rate all the time.")
    @Scalar
    record Constant(@Doc("Events a second, such as 5000/s.") Rate constant) implements Workload {
        private static final double NANOS = 1e9;

        @Override
        public long offsetNanos(long index) {
            // Split at whole seconds' worth of events would be exact for whole rates only; a double holds
            // index * 1e9 / rate to a nanosecond for about 100 days, and the count below is its exact inverse.
            return (long) Math.ceil(index * (NANOS / constant.perSecond()));
        }

        @Override
        public long countAt(long nanos) {
            if (nanos < 0) {
                return 0;
            }
            // Later due times than a long can hold all read as the greatest long, so none may count as reached.
            long until = Math.min(nanos, Long.MAX_VALUE - 1);
            // Kept below the greatest long, where one more would be the least.
            long guess = Math.min((long) (until * (constant.perSecond() / NANOS)), Long.MAX_VALUE - 1) + 1;
            while (guess > 0 && offsetNanos(guess - 1) > until) {
                guess--;
            }
            while (guess < Long.MAX_VALUE && offsetNanos(guess) <= until) {
                guess++;
            }
            return guess;
        }

        @Override
        public double meanPerSecond() {
            return constant.perSecond();
        }
    }
}
