package dev.millrace.processor.topology;

/** One operation of a stage at work; belongs to one task, and its thread. */
interface Link {
    /** Takes an event and, unless it stays or ends here, hands it to the next link. */
    void accept(InFlight event);

    /**
     * Hears that time has come this far: no event that counts will be earlier, save late ones.
     *
     * @param time milliseconds since 1970
     */
    void advance(long time);
}
