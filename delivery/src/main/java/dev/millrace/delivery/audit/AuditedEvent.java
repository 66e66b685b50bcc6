package dev.millrace.delivery.audit;

import dev.millrace.event.Event;
import java.time.Instant;

/**
 * An event as the audit trail has it.
 *
 * @param topic     the topic it was committed to
 * @param partition the partition of it
 * @param offset    the offset there
 * @param place     which event of the frame there, from 0; 0 for a record that holds one event
 * @param recorded  when it was recorded
 * @param event     the event; its data are the bytes it came with
 */
public record AuditedEvent(String topic, int partition, long offset, int place, Instant recorded, Event event) {}
