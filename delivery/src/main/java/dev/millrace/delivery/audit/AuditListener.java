package dev.millrace.delivery.audit;

/** Is told of every batch that was committed. Called on the writing thread, so it must return at once. */
@FunctionalInterface
public interface AuditListener {
    /** Listens to nothing. */
    AuditListener NONE = batch -> {};

    /** A batch is in the database for good. What this throws is logged and changes nothing. */
    void onBatch(AuditBatch batch);
}
