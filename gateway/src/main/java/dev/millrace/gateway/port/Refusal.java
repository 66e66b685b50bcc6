package dev.millrace.gateway.port;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A request that another room turns down, for a reason that is to be expected. The message is for the person who
 * asked. Carries no stack trace: nothing is wrong with the program.
 */
@SuppressWarnings("serial") // never serialised: it ends in an answer
public abstract sealed class Refusal extends RuntimeException {

    private Refusal(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** What to tell the person who asked. */
    public String detail() {
        var message = getMessage();
        return message == null ? "" : message;
    }

    /** There is no such source, or none that can do this. */
    public static final class UnknownSource extends Refusal {
        private final String source;

        /**
         * @param source the name asked for
         * @param known  the names that would have done
         */
        public UnknownSource(String source, Collection<String> known) {
            super(
                    "there is no source '" + source + "' for this; there "
                            + (known.isEmpty() ? "is none at all" : "are: " + String.join(", ", known)),
                    null);
            this.source = source;
        }

        /** The name asked for. */
        public String source() {
            return source;
        }
    }

    /** There is no run of this id. */
    public static final class UnknownRun extends Refusal {
        public UnknownRun(String run) {
            super("there is no run '" + run + "'", null);
        }
    }

    /** It is not known whether the events were kept; sent again, they may be there twice. */
    public static final class Unconfirmed extends Refusal {
        /** @param detail why it is not known */
        public Unconfirmed(String detail) {
            super(detail, null);
        }
    }

    /** It cannot be done as things are. */
    public static final class Conflict extends Refusal {
        /** @param detail why not, and what to do instead */
        public Conflict(String detail) {
            super(detail, null);
        }
    }

    /** The run has ended, so nothing about it can change any more. */
    public static final class RunEnded extends Refusal {
        public RunEnded(String run) {
            super("run '" + run + "' has ended", null);
        }
    }

    /** One of the events does not fit into a Kafka record. */
    public static final class EventTooLarge extends Refusal {
        private final int position;

        /**
         * @param position place of the event among those posted, counted from 0
         * @param bytes    its size on the topic
         * @param limit    the most a record may have
         */
        public EventTooLarge(int position, long bytes, long limit) {
            super("the event takes " + bytes + " bytes on its topic, the most is " + limit, null);
            this.position = position;
        }

        /** Place of the event among those posted, counted from 0. */
        public int position() {
            return position;
        }
    }

    /** More events in one request than the source can ever hold at once. */
    public static final class TooManyEvents extends Refusal {
        private final int limit;

        /**
         * @param events how many there were
         * @param limit  the most there may be
         */
        public TooManyEvents(int events, int limit) {
            super(
                    "one request to this source may carry " + limit + " events, this has " + events
                            + "; send them in parts, or give the source a larger queue",
                    null);
            this.limit = limit;
        }

        /** The most there may be. */
        public int limit() {
            return limit;
        }
    }

    /** One of the events cannot become an event of ours. */
    public static final class InvalidEvent extends Refusal {
        private final int position;

        /**
         * @param position place of the event among those posted, counted from 0
         * @param detail   what is wrong with it
         */
        public InvalidEvent(int position, String detail) {
            super("event " + position + ": " + detail, null);
            this.position = position;
        }

        /** Place of the event among those posted, counted from 0. */
        public int position() {
            return position;
        }
    }

    /** More is coming than can be carried; the sender should slow down. */
    public static final class Overloaded extends Refusal {
        private final Duration retryAfter;

        /**
         * @param detail     what is full
         * @param retryAfter when it makes sense to try again, positive
         */
        public Overloaded(String detail, Duration retryAfter) {
            super(detail, null);
            this.retryAfter = retryAfter;
        }

        /** When it makes sense to try again. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Something that is needed for this cannot be reached now. */
    public static final class Unavailable extends Refusal {
        private final String service;
        private final Duration retryAfter;

        /**
         * @param service    what cannot be reached, such as {@code kafka}
         * @param detail     what is the matter
         * @param retryAfter when it makes sense to try again, positive
         */
        public Unavailable(String service, String detail, Duration retryAfter, @Nullable Throwable cause) {
            super(detail, cause);
            this.service = service;
            this.retryAfter = retryAfter;
        }

        /** What cannot be reached. */
        public String service() {
            return service;
        }

        /** When it makes sense to try again. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
