package dev.millrace.generator.channel;

/** How large events may be on a topic: asked for at every event, and mostly for the same topic. Not thread-safe. */
final class LargestEvents {
    private final ChannelLimits limits;
    private String latest = "";
    private long largest;

    LargestEvents(ChannelLimits limits) {
        this.limits = limits;
    }

    /** The most that key and value of a record on a topic may come to, in bytes. */
    long of(String topic) {
        if (!topic.equals(latest)) {
            latest = topic;
            largest = limits.largestEvent(topic);
        }
        return largest;
    }
}
