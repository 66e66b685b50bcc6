package dev.millrace.processor.run;

/** A pipeline cannot start or go on; the message says what to do. */
public abstract sealed class ProcessorException extends RuntimeException
        permits InputTopicMissing, KafkaUnavailable, TopicMismatch {
    private static final long serialVersionUID = 1L;

    ProcessorException(String message) {
        super(message);
    }

    ProcessorException(String message, Throwable cause) {
        super(message, cause);
    }
}
