package dev.millrace.generator.infer;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.FieldKind.TimestampFormat;
import dev.millrace.generator.field.TimeOffset;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.TimeShift;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the times of a field lie to the times of their events. Not thread-safe. */
final class TimeProfile {
    /** The time of an event that does not say when it was. */
    static final long NEVER = Long.MIN_VALUE;

    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    private final Set<TimestampFormat> formats = EnumSet.noneOf(TimestampFormat.class);
    private long times;
    private long others;
    private long related;
    private long leastOffset = Long.MAX_VALUE;
    private long greatestOffset = Long.MIN_VALUE;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    void addText(String text, long eventMicros) {
        add(TimeText.read(text), eventMicros);
    }

    void addEpoch(long number, long eventMicros) {
        add(TimeText.ofEpoch(number), eventMicros);
    }

    private void add(@Nullable TimeText time, long eventMicros) {
        if (time == null) {
            others++;
            return;
        }
        times++;
        formats.add(time.format());
        earliest = Math.min(earliest, time.micros());
        latest = Math.max(latest, time.micros());
        if (eventMicros != NEVER) {
            related++;
            leastOffset = Math.min(leastOffset, time.micros() - eventMicros);
            greatestOffset = Math.max(greatestOffset, time.micros() - eventMicros);
        }
    }

    /** Whether all values are times, all written in the same way. */
    boolean whole() {
        return times > 0 && others == 0 && formats.size() == 1;
    }

    /** The way they are written. */
    TimestampFormat format() {
        return formats.iterator().next();
    }

    /** The field: its offset from the event's time, or over the time the capture spans where events have none. */
    Fitted fitted() {
        var format = format();
        long coarseness = switch (format) {
            case DATE -> 24 * 60 * MINUTE;
            case EPOCH_SECONDS -> SECOND;
            case ISO, EPOCH_MILLIS, EPOCH_MICROS -> MILLI;
        };
        if (related < times) {
            return offset(earliest - latest, 0, "events do not say when they were: spread over the capture's time");
        }
        if (greatestOffset - leastOffset <= coarseness && Math.abs(leastOffset) <= coarseness) {
            return new Fitted(new FieldKind.Timestamp(FieldKind.TimestampOf.DUE, null, format));
        }
        return offset(leastOffset, greatestOffset, "");
    }

    private Fitted offset(long least, long greatest, String note) {
        try {
            long unit = greatest - least > 600 * MINUTE ? MINUTE : greatest - least > 600 * SECOND ? SECOND : MILLI;
            var from = new TimeShift(Math.floorDiv(least, unit) * unit);
            var to = new TimeShift(-Math.floorDiv(-greatest, unit) * unit);
            var offset = new TimeOffset(from, from.equals(to) ? null : to);
            return new Fitted(new FieldKind.Timestamp(FieldKind.TimestampOf.DUE, offset, format()), note);
        } catch (InvalidSetting tooFar) {
            return new Fitted(
                    new FieldKind.Timestamp(FieldKind.TimestampOf.DUE, null, format()),
                    "lies further than 100 years from the event's time in some events; taken as the event's time");
        }
    }
}
