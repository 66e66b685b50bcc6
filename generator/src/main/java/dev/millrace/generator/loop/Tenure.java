package dev.millrace.generator.loop;

/** Whether this instance is the one to send for a source, or for a shard of it. Thread-safe. */
public interface Tenure {
    /** What is this instance's alone. One that is shut out all the same has a double somewhere, and gives up. */
    Tenure OWN = new Tenure() {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public boolean passesOn() {
            return false;
        }
    };

    /** Whether it is now, as far as it knows. One that is not lets its channel be. */
    boolean holds();

    /**
     * Whether it may pass to another instance and come back: then one that was shut out by an instance which did not know
     * yet that it had lost the shard opens the channel anew.
     */
    default boolean passesOn() {
        return true;
    }
}
