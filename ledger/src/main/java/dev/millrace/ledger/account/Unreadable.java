package dev.millrace.ledger.account;

/**
 * A record that is not what its topic should hold.
 *
 * @param partition where it is
 * @param offset    where it is
 * @param reason    what is wrong with it, in words for a person
 */
public record Unreadable(int partition, long offset, String reason) {}
