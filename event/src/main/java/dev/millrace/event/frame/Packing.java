package dev.millrace.event.frame;

/** How numbers are packed into columns. */
final class Packing {
    private Packing() {}

    /** How many bytes, 0 to 8, hold every number from 0 to {@code greatest}, an unsigned one. */
    static int width(long greatest) {
        return (Long.SIZE - Long.numberOfLeadingZeros(greatest) + Byte.SIZE - 1) / Byte.SIZE;
    }
}
