package dev.millrace.app.tail;

import java.util.Collection;
import java.util.TreeSet;

/** The topic is not there; the message names those that are. */
public final class NoSuchTopic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchTopic(String topic, Collection<String> there) {
        super("There is no topic '" + topic + "'; there are: " + String.join(", ", new TreeSet<>(there)));
    }
}
