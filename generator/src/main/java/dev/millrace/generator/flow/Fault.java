package dev.millrace.generator.flow;

/** Why something did not get through to Kafka; the later, the more it weighs. */
public enum Fault {
    /** It did. */
    NONE,
    /** For a reason of ours, such as a record that is too large, or another one in the same transaction. */
    OURS,
    /** Kafka failed, or could not be reached. */
    KAFKA,
    /** Kafka did not answer in time, or has too few replicas in step: signs of overload. */
    OVERLOAD
}
