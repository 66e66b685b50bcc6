package dev.millrace.generator.anomaly;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Share;
import java.time.Duration;

/** Events that come a little behind later ones. */
public record OutOfOrder(
        @Doc("How many of all events.") Share share,

        @Doc("They are sent up to so much later than they were due; that is drawn for each.")
        Duration within) {
    public OutOfOrder {
        Delay.check("within", within);
    }
}
