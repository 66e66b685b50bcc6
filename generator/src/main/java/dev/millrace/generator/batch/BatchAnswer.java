package dev.millrace.generator.batch;

/** Told what came of records, by the thread that sends. */
public interface BatchAnswer {
    /** Kafka has so many of the records. */
    void acknowledged(int records);

    /**
     * Kafka does not have so many of the records, or did not say that it has.
     *
     * @param failure why
     */
    void failed(int records, Exception failure);
}
