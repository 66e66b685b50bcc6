package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Calendar;
import dev.millrace.generator.workload.curve.Curve;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rate that follows the hour of the day and the day of the week, at a place. It follows the calendar, not the time the
 * run was active: where the program did not run for the night, it goes on with the morning's rate. That stays a function
 * of facts, since when the run was active is one ({@link Timeline}).
 */
@Doc("A rate that follows the hour of the day and the day of the week.")
public record Diurnal(
        @Doc("The rate where the factors are 1.") Rate diurnal,

        @Doc("Factors by hour, such as {0: 0.1, 8: 1, 18: 0.4}; each holds until the next, past midnight.") @Nullable
        Map<String, Double> hours,

        @Doc("Factors by day, such as {saturday: 0.5, sunday: 0.3}; a day that is not named has 1.") @Nullable
        Days days,

        @Doc("Factors by minute of the hour, such as {0: 5, 1: 1}; each holds until the next.") @Nullable
        Map<String, Double> minutes,

        @Doc("Where the clock hangs.") @Default("UTC") Zone zone,

        @Doc("Go from one hour's factor to the next in a straight line, instead of at once.") @Default("false")
        boolean smooth)
        implements Workload {

    public Diurnal {
        hours = table("hours", hours);
        minutes = table("minutes", minutes);
        if (hours == null && days == null && minutes == null) {
            throw new InvalidSetting("hours", "is missing: there must be 'hours', 'days' or 'minutes'");
        }
        if (smooth && (hours == null || minutes != null)) {
            throw new InvalidSetting("smooth", "is for 'hours', and not where there are 'minutes'");
        }
        if (new Week(diurnal.perSecond(), hours, days, minutes, smooth).curve().events() == 0) {
            throw new InvalidSetting("diurnal", "makes no events: all factors are 0");
        }
    }

    private static @Nullable Map<String, Double> table(String setting, @Nullable Map<String, Double> factors) {
        if (factors != null && factors.isEmpty()) {
            throw new InvalidSetting(setting, "must not be empty");
        }
        return factors == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(factors));
    }

    @Override
    public Curve curve(Circumstances in) {
        var week = new Week(diurnal.perSecond(), hours, days, minutes, smooth).curve();
        var stretches = in.timeline().stretches().stream()
                .map(stretch -> new Calendar.Stretch(stretch.activeNanos() - in.start(), stretch.wallMicros()))
                .toList();
        return new Calendar(week, zone.id().getRules()).over(stretches);
    }

    @Override
    public double highestPerSecond() {
        return new Week(diurnal.perSecond(), hours, days, minutes, smooth)
                .curve()
                .highestPerSecond();
    }

    @Override
    public String describe() {
        return diurnal + " times the factor of the hour and the day, " + zone;
    }

    @Override
    public boolean followsCalendar() {
        return true;
    }
}
