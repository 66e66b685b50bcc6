package dev.millrace.generator.workload;

import dev.millrace.generator.workload.curve.Polyline;
import dev.millrace.settings.InvalidSetting;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of a {@link Diurnal} workload as a rate over a week, from Monday 0 o'clock on. */
final class Week {
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final double perSecond;
    private final NavigableMap<Integer, Double> hours;
    private final Days days;
    private final NavigableMap<Integer, Double> minutes;
    private final boolean smooth;

    Week(
            double perSecond,
            @Nullable Map<String, Double> hours,
            @Nullable Days days,
            @Nullable Map<String, Double> minutes,
            boolean smooth) {
        this.perSecond = perSecond;
        this.hours = table("hours", hours, HOURS);
        this.days = days == null ? Days.ALIKE : days;
        this.minutes = table("minutes", minutes, MINUTES);
        this.smooth = smooth;
    }

    Polyline curve() {
        var pieces = new ArrayList<Polyline.Piece>();
        for (var day : DayOfWeek.values()) {
            double factor = days.factor(day);
            Limits.factor("days." + day.name().toLowerCase(Locale.ROOT), factor, perSecond);
            for (int hour = 0; hour < HOURS; hour++) {
                if (smooth) {
                    pieces.add(new Polyline.Piece(
                            MINUTES * MINUTE_NANOS, rate(factor, between(hour)), rate(factor, between(hour + 1))));
                } else {
                    hour(factor * held(hours, hour), pieces);
                }
            }
        }
        return new Polyline(pieces);
    }

    /** An hour, cut where the minute's factor changes. */
    private void hour(double factor, List<Polyline.Piece> pieces) {
        int from = 0;
        while (from < MINUTES) {
            var change = minutes.higherKey(from);
            int to = change == null ? MINUTES : change;
            pieces.add(Polyline.Piece.level((to - from) * MINUTE_NANOS, rate(factor, held(minutes, from))));
            from = to;
        }
    }

    private double rate(double one, double other) {
        double rate = perSecond * one * other;
        Limits.rate("diurnal", rate);
        return rate;
    }

    /** The factor of the latest entry; before the first of a day, the last of the one before. */
    private static double held(NavigableMap<Integer, Double> table, int at) {
        var entry = table.floorEntry(at);
        return (entry == null ? table.lastEntry() : entry).getValue();
    }

    /** The factor on the straight line from one entry to the next, around midnight too. */
    private double between(int hour) {
        int at = hour % HOURS;
        var before = hours.floorEntry(at);
        var after = hours.higherEntry(at);
        int from = before == null ? hours.lastKey() - HOURS : before.getKey();
        int to = after == null ? hours.firstKey() + HOURS : after.getKey();
        double left = (before == null ? hours.lastEntry() : before).getValue();
        double right = (after == null ? hours.firstEntry() : after).getValue();
        return left + (right - left) * (at - from) / (to - from);
    }

    private static NavigableMap<Integer, Double> table(String setting, @Nullable Map<String, Double> factors, int end) {
        var table = new TreeMap<Integer, Double>();
        if (factors == null) {
            table.put(0, 1.0);
            return table;
        }
        factors.forEach((name, factor) -> {
            if (!name.matches("\\d{1,2}") || Integer.parseInt(name) >= end) {
                throw new InvalidSetting(
                        setting + "." + name, "must be a number from 0 to " + (end - 1) + " with its factor");
            }
            Limits.factor(setting + "." + name, factor, 1);
            if (table.put(Integer.parseInt(name), factor) != null) {
                throw new InvalidSetting(setting + "." + name, "is there twice");
            }
        });
        return table;
    }
}
