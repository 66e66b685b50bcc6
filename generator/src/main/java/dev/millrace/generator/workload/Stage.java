package dev.millrace.generator.workload;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a workload with a beginning and, but for the last, an end. */
@Doc("A stage: a rate for some time, a line to another rate, or a pause.")
public sealed interface Stage {
    /** How long it is; empty where it does not end. */
    Optional<Duration> length();

    /** The highest rate it comes to, events a second; that of a line is at its ends, of which the stage before has one. */
    double highestPerSecond();

    /** The stage in some words. */
    String describe();

    @Doc("A workload, for some time.")
    record Rated(
            @Doc("The rate, or any other workload; it begins with the stage.")
            Workload rate,

            @Doc(
                    "How long; where nothing is said, as long as the workload's own shape takes. The last stage may go on.")
            @Nullable
            Duration for_)
            implements Stage {
        public Rated {
            if (rate.arrivals() != Arrivals.EVEN) {
                throw new InvalidSetting(
                        "rate",
                        "cannot be poisson in a stage; put 'arrivals: poisson' beside 'stages', for all of them");
            }
            if (for_ != null) {
                Limits.span("for", for_);
            }
        }

        @Override
        public Optional<Duration> length() {
            return for_ == null ? rate.span() : Optional.of(for_);
        }

        @Override
        public double highestPerSecond() {
            return rate.highestPerSecond();
        }

        @Override
        public String describe() {
            return rate.describe() + (for_ == null ? "" : " for " + Durations.format(for_));
        }
    }

    @Doc("A straight line from the rate before to another.")
    record Toward(
            @Doc("The rate at the end of the stage; it begins at the one the stage before ended with, at first at 0/s.")
            Level to,

            @Doc("How long it takes.") Duration over)
            implements Stage {
        public Toward {
            Limits.rate("to", to.perSecond());
            Limits.span("over", over);
        }

        @Override
        public Optional<Duration> length() {
            return Optional.of(over);
        }

        @Override
        public double highestPerSecond() {
            return to.perSecond();
        }

        @Override
        public String describe() {
            return "to " + to + " over " + Durations.format(over);
        }
    }

    @Doc("No events for some time.")
    record Rest(@Doc("How long.") Duration pause) implements Stage {
        public Rest {
            Limits.span("pause", pause);
        }

        @Override
        public Optional<Duration> length() {
            return Optional.of(pause);
        }

        @Override
        public double highestPerSecond() {
            return 0;
        }

        @Override
        public String describe() {
            return "nothing for " + Durations.format(pause);
        }
    }
}
