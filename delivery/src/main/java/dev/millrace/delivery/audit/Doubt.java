package dev.millrace.delivery.audit;

import java.util.OptionalLong;

/**
 * Why a partition's position has to be judged.
 *
 * @param outOfRange whether Kafka said that it does not have the offset that was asked for
 * @param cutAt      where it says the log was cut off, if it does
 */
record Doubt(boolean outOfRange, OptionalLong cutAt) {
    /** It has just been assigned, or is read from the database again after a failure. */
    static final Doubt NONE = new Doubt(false, OptionalLong.empty());
}
