package dev.millrace.delivery.audit;

import dev.millrace.event.Event;
import java.time.Instant;

/**
 * An event as the audit trail has it.
 *
 * @param topic     the topic it was committed to
 * @param partition the partition of it
 * @param offset    the offset there
 * @param recorded  when it was recorded
 * @param event     the event; its data are the bytes it came with
 */
public record AuditedEvent(String topic, int partition, long offset, Instant recorded, Event event) {}
