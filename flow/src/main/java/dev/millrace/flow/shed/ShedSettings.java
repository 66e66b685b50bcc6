package dev.millrace.flow.shed;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Share;

/** When load is shed: whichever of these is worst decides. */
public record ShedSettings(
        @Doc("The queue of events that wait to be sent.") Threshold queue,

        @Doc("The heap, as the last garbage collection left it.")
        Threshold heap,

        @Doc("The processors.") Threshold cpu,

        @Doc("The producer's buffer: when it is full, senders are blocked.")
        Threshold buffer) {
    /** What stands in where the file says nothing. */
    public static ShedSettings defaults() {
        return new ShedSettings(
                new Threshold(new Share(0.7), new Share(0.95)),
                new Threshold(new Share(0.8), new Share(0.95)),
                new Threshold(new Share(0.9), new Share(1)),
                new Threshold(new Share(0.7), new Share(0.9)));
    }
}
