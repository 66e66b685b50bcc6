package dev.millrace.app.file;

import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.settings.InvalidSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How the limits of a file hang together with its sources. Pure. */
final class LimitLinks {
    private LimitLinks() {}

    /** @throws InvalidSetting if a limit is for a source that is not there, or a source is under two limits */
    static void check(Map<String, LimitSettings> limits, Set<String> sources) {
        var limited = new HashMap<String, String>();
        limits.forEach((name, limit) -> {
            for (int i = 0; i < limit.sources().size(); i++) {
                var source = limit.sources().get(i);
                var field = "limits." + name + ".sources[" + i + "]";
                if (!sources.contains(source)) {
                    throw new InvalidSetting(
                            field, "there is no source '" + source + "'; the file has " + String.join(", ", sources));
                }
                var other = limited.putIfAbsent(source, name);
                if (other != null) {
                    throw new InvalidSetting(
                            field,
                            "source '" + source + "' is under limit '" + other
                                    + "' already: permits of the one would lapse while those of the other are waited"
                                    + " for");
                }
            }
        });
    }
}
