package dev.millrace.processor.topology;

/** One operation of a stage at work; belongs to one task, and its thread. */
interface Link {
    /** Takes an event and, unless it stays or ends here, hands it to the next link. */
    void accept(InFlight event);

    /**
     * Hears what time an event brings. Time only ever goes on: an earlier one than heard before changes nothing.
     *
     * @param time milliseconds since 1970
     */
    void advance(long time);
}
