package dev.millrace.generator.anomaly;

import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that are records nobody can read. */
@Scalar
public record Poison(
        @Doc("How many of all events.") Share share,

        @Doc("What they are like, evenly: bytes (nothing at all), schema (not what the topic holds), oversize (broken,"
                + " and as large as the topic takes). All of them where nothing is said.")
        @Nullable
        List<PoisonKind> kinds) {
    public Poison {
        if (kinds != null) {
            if (kinds.isEmpty()) {
                throw new InvalidSetting("kinds", "needs at least one of bytes, schema and oversize");
            }
            kinds = List.copyOf(kinds);
        }
    }

    /** The kinds there are to draw from. */
    List<PoisonKind> choices() {
        return kinds == null ? List.of(PoisonKind.values()) : kinds;
    }
}
