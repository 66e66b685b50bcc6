package dev.millrace.ledger.account;

import java.util.List;
import java.util.Map;

/**
 * What was seen on one topic beyond the events of sources.
 *
 * @param topic      the topic
 * @param foreign    events that belong to no source's account, for they have no run and index
 * @param unreadable records that could not be read
 * @param first      the first {@value TopicAccount#KEPT} of those
 * @param letters    dead letters by the pipeline that could not process them; those of sources under {@link #OF_SOURCES}
 */
public record TopicStatement(
        String topic, long foreign, long unreadable, List<Unreadable> first, Map<String, Long> letters) {
    /** Stands for the sources among the names of pipelines, none of which is empty. */
    public static final String OF_SOURCES = "";
    /** Stands for letters that do not say who put them there. */
    public static final String OF_UNKNOWN = "?";

    public TopicStatement {
        first = List.copyOf(first);
        letters = Map.copyOf(letters);
    }

    /** A topic on which nothing was seen. */
    public static TopicStatement nothing(String topic) {
        return new TopicStatement(topic, 0, 0, List.of(), Map.of());
    }

    /** All dead letters there, whoever put them there. */
    public long allLetters() {
        return letters.values().stream().mapToLong(Long::longValue).sum();
    }
}
