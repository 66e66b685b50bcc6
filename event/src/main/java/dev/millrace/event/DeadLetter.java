package dev.millrace.event;

/**
 * The names by which a dead letter tells its story: record headers on the dead-letter topic, all UTF-8 text.
 * The record's key and value are the original ones, byte for byte; of an event from a frame they are those it would have
 * had as a JSON record of its own.
 */
public final class DeadLetter {
    /** What is wrong, in words for a person. Always there. */
    public static final String REASON = "dlq.reason";
    /** Where it was found: {@code source}, {@code decode}, {@code step:<name>}, {@code encode}. Always there. */
    public static final String STAGE = "dlq.stage";
    /** When it was put aside, ISO-8601. Always there. */
    public static final String TIME = "dlq.time";
    /** How often it was tried to send it, decimal; absent if it was not. */
    public static final String ATTEMPTS = "dlq.attempts";
    /** When the first of these attempts failed, ISO-8601. */
    public static final String FIRST_ATTEMPT = "dlq.first-attempt";
    /** When the last of them failed, ISO-8601. */
    public static final String LAST_ATTEMPT = "dlq.last-attempt";
    /** Timestamp of the record it came in, ISO-8601; absent if it never reached a topic. */
    public static final String RECORD_TIME = "dlq.record-time";
    /** The topic it came from, or was meant for if it never reached one. Always there. */
    public static final String TOPIC = "dlq.topic";
    /** Partition it came from; absent if it never reached a topic. */
    public static final String PARTITION = "dlq.partition";
    /** Offset it came from; absent if it never reached a topic. */
    public static final String OFFSET = "dlq.offset";
    /** Which event of the frame at that offset, decimal, counted from 0; absent where the record held no frame. */
    public static final String PLACE = "dlq.place";
    /** Class and stack of the failure, cut at 4 KiB; absent where no exception was involved. */
    public static final String STACK = "dlq.stack";
    /** Pipeline that could not process it; absent if a source put it aside. */
    public static final String PIPELINE = "dlq.pipeline";
    /** Source of the event, where known. */
    public static final String SOURCE = "dlq.source";
    /** Run of the event, where known. */
    public static final String RUN = "dlq.run";
    /** Index of the event in its source, decimal, where known. */
    public static final String INDEX = "dlq.index";

    /** Stage of events a source could not read or encode: they take an index, but never reach their topic. */
    public static final String STAGE_SOURCE = "source";

    private static final String SUFFIX = ".dlq";

    private DeadLetter() {}

    /** The dead-letter topic that belongs to a topic. */
    public static String topicFor(String topic) {
        return topic + SUFFIX;
    }

    /** Whether a topic is a dead-letter topic, by its name. */
    public static boolean isTopic(String topic) {
        return topic.endsWith(SUFFIX);
    }
}
