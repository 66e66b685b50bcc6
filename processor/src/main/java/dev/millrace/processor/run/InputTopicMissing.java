package dev.millrace.processor.run;

/** A topic a pipeline reads from does not exist. */
public final class InputTopicMissing extends ProcessorException {
    private static final long serialVersionUID = 1L;

    private final String topic;

    InputTopicMissing(String pipeline, String topic) {
        super("topic '" + topic + "', which pipeline '" + pipeline + "' reads from, does not exist: create it, start"
                + " the source that writes to it, or correct pipelines." + pipeline + ".from");
        this.topic = topic;
    }

    /** The topic. */
    public String topic() {
        return topic;
    }
}
