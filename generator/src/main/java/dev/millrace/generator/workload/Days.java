package dev.millrace.generator.workload;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import java.time.DayOfWeek;

/** A factor for each day of the week. */
public record Days(
        @Doc("Factor on Mondays.") @Default("1") double monday,
        @Doc("Factor on Tuesdays.") @Default("1") double tuesday,
        @Doc("Factor on Wednesdays.") @Default("1") double wednesday,
        @Doc("Factor on Thursdays.") @Default("1") double thursday,
        @Doc("Factor on Fridays.") @Default("1") double friday,
        @Doc("Factor on Saturdays.") @Default("1") double saturday,
        @Doc("Factor on Sundays.") @Default("1") double sunday) {
    static final Days ALIKE = new Days(1, 1, 1, 1, 1, 1, 1);

    /** The factor of a day. */
    public double factor(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> monday;
            case TUESDAY -> tuesday;
            case WEDNESDAY -> wednesday;
            case THURSDAY -> thursday;
            case FRIDAY -> friday;
            case SATURDAY -> saturday;
            case SUNDAY -> sunday;
        };
    }
}
