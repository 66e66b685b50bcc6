package dev.millrace.generator.intake;

/**
 * Events were taken in and are committed.
 *
 * @param run        the run they belong to
 * @param firstIndex index of the first; the others follow without a gap
 * @param accepted   how many
 */
public record IntakeReceipt(String run, long firstIndex, int accepted) {}
