package dev.millrace.generator.share;

/** What works in the slots an instance holds. Called by the thread that speaks with the group. */
public interface SlotTenant {
    /** Some slots are about to go to another instance: what works in them ends in order before this returns. */
    void leave();

    /** Some slots are lost, and another instance may work in them by now: what works in them ends at once. */
    void evicted();
}
