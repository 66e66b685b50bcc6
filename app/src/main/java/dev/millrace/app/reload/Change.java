package dev.millrace.app.reload;

import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.settings.Rate;

/** Something that an edited file says otherwise. */
public sealed interface Change {
    /** A source is to have another rate. */
    record OfRate(String source, Rate rate) implements Change {}

    /** A limit is to have another rate or burst. */
    record OfLimit(String limit, LimitSettings settings) implements Change {}

    /**
     * What holds from the program's next start only.
     *
     * @param setting its path in the file, such as {@code sources.orders.fields}
     */
    record AtNextStart(String setting) implements Change {}
}
