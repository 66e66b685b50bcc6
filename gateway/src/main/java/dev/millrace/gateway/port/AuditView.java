package dev.millrace.gateway.port;

/**
 * The audit trail at a glance.
 *
 * @param rows rows written
 * @param lag  records of the audited topics yet to be written
 */
public record AuditView(long rows, long lag) {}
