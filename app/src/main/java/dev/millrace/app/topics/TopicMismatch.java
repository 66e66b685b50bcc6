package dev.millrace.app.topics;

import java.util.List;

/** Topics are there already, and other than the file says. */
public final class TopicMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf is serialisable
    private final List<Difference> differences;

    /**
     * One setting of one topic.
     *
     * @param setting what differs: {@code partitions}, {@code replication} or one of Kafka's names
     */
    public record Difference(String topic, String setting, String wanted, String found)
            implements java.io.Serializable {
        @Override
        public String toString() {
            return "topic '" + topic + "' has " + setting + " " + found + ", the file wants " + wanted;
        }
    }

    public TopicMismatch(List<Difference> differences) {
        super(String.join("; ", differences.stream().map(Difference::toString).toList()));
        this.differences = List.copyOf(differences);
    }

    /** What differs. */
    public List<Difference> differences() {
        return differences;
    }
}
