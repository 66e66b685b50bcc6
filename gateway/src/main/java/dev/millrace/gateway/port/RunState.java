package dev.millrace.gateway.port;

/** Where in its life a run is. */
public enum RunState {
    /** Its sources send. */
    RUNNING("running"),
    /** It has been told to stop; what is under way is still being acknowledged. */
    STOPPING("stopping"),
    /** It waits, by itself, for something it needs, such as Kafka; it goes on where it was. */
    PAUSED("paused"),
    /** None of its sources can go on until somebody mends what is wrong; the next start of the program tries again. */
    FAILED("failed"),
    /** No more will come of it. */
    ENDED("ended");

    private final String word;

    RunState(String word) {
        this.word = word;
    }

    /** The word for it in answers. */
    @Override
    public String toString() {
        return word;
    }
}
