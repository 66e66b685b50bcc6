package dev.millrace.delivery.audit;

import java.time.Instant;

/** What the audit trail is at. */
public sealed interface AuditState {
    /** Preparing the database and taking its place in the consumer group. */
    record Starting() implements AuditState {}

    /** Copying what arrives. */
    record Copying() implements AuditState {}

    /**
     * Something it needs does not work; it goes on trying. Nothing is lost: Kafka keeps what is not copied yet.
     *
     * @param reason what does not work, for a person
     * @param since  when that began
     */
    record Waiting(String reason, Instant since) implements AuditState {}

    /**
     * It has given up and left the group, because going on could break the trail.
     *
     * @param reason what happened and what to do, for a person
     */
    record Failed(String reason) implements AuditState {}

    /** Closed in order. */
    record Closed() implements AuditState {}
}
