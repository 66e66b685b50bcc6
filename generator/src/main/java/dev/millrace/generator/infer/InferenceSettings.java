package dev.millrace.generator.infer;

import dev.millrace.settings.InvalidSetting;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person says about a source that is to be inferred; what is null is found in the capture.
 *
 * @param name       the source's name
 * @param topic      the topic its events go to
 * @param key        the field that is the events' key
 * @param mostListed fields with up to so many different values have them listed, with weights
 */
public record InferenceSettings(
        @Nullable String name,
        @Nullable String topic,
        @Nullable String key,
        int mostListed) {
    /** How many different values are listed where nobody says otherwise. */
    public static final int MOST_LISTED = 100;

    static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    public InferenceSettings {
        if (name != null && !NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    "",
                    "'" + name
                            + "' is no name of a source: lower-case letters, digits and '-', up to 64, not '-' at the"
                            + " ends");
        }
        if (mostListed < 1 || mostListed > 1_000) {
            throw new InvalidSetting("", "from 1 to 1000 values of a field can be listed, not " + mostListed);
        }
    }
}
