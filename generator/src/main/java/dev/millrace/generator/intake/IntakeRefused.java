package dev.millrace.generator.intake;

/** Events that are never taken in as they are: none of them was stored, and sent again they are refused again. */
public final class IntakeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Why why;

    /** What is wrong with them. */
    public sealed interface Why {
        /**
         * An event has no room on its topic.
         *
         * @param position its place among those posted, counted from 0
         * @param bytes    its size as a record
         * @param limit    the most a record may have
         */
        record TooLarge(int position, long bytes, long limit) implements Why {}

        /**
         * More at once than may ever wait.
         *
         * @param events how many
         * @param limit  the most there may be
         */
        record TooMany(int events, int limit) implements Why {}
    }

    IntakeRefused(Why why) {
        super(
                switch (why) {
                    case Why.TooLarge(int position, long bytes, long limit) ->
                        "event " + position + " takes " + bytes + " bytes on its topic, the most is " + limit;
                    case Why.TooMany(int events, int limit) ->
                        events + " events at once, the source takes " + limit + "; send them in parts";
                });
        this.why = why;
    }

    /** What is wrong with them. */
    public Why why() {
        return why;
    }
}
