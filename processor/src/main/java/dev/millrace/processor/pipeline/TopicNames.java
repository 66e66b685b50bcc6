package dev.millrace.processor.pipeline;

import dev.millrace.event.DeadLetter;
import dev.millrace.settings.InvalidSetting;
import java.util.regex.Pattern;

/** What Kafka takes as a topic's name, so that a wrong one is refused before anything starts. */
final class TopicNames {
    private static final int LONGEST = 249;
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]+");

    private TopicNames() {}

    /** Throws {@link InvalidSetting} for {@code field} unless {@code topic} and its dead-letter topic can be. */
    static void check(String field, String topic) {
        if (!LEGAL.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new InvalidSetting(
                    field, "must be a topic name of letters, digits, '.', '_' and '-', was '" + topic + "'");
        }
        if (DeadLetter.topicFor(topic).length() > LONGEST) {
            throw new InvalidSetting(
                    field,
                    "is too long: with its dead-letter suffix a topic name may have " + LONGEST + " characters, this"
                            + " has " + DeadLetter.topicFor(topic).length());
        }
    }
}
