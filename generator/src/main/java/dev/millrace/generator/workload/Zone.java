package dev.millrace.generator.workload;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Written;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A time zone, as people write it: {@code Europe/Berlin}, {@code UTC}, {@code +05:30}.
 *
 * @param id the zone, with its rules as this Java knows them
 */
@Written(as = "a time zone", example = "Europe/Berlin", pattern = Zone.PATTERN)
public record Zone(ZoneId id) {
    static final String PATTERN = "[A-Za-z0-9_+:/-]{1,60}";

    /** Reads a zone; throws {@link InvalidSetting} without a field where there is none of that name. */
    public static Zone parse(String text) {
        var name = text.strip();
        try {
            if (name.matches(PATTERN)) {
                return new Zone(ZoneId.of(name));
            }
        } catch (DateTimeException e) {
            throw unknown(e);
        }
        throw unknown(null);
    }

    private static InvalidSetting unknown(@Nullable Throwable cause) {
        var refused = new InvalidSetting("", "is no time zone such as Europe/Berlin, UTC or +05:30");
        refused.initCause(cause);
        return refused;
    }

    @Override
    public String toString() {
        return id.getId();
    }
}
