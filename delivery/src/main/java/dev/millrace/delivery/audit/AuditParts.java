package dev.millrace.delivery.audit;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the trail is given besides its settings; tests give something else.
 *
 * @param listener is told of every committed batch
 * @param clock    tells when records are recorded
 * @param random   spreads waits
 * @param opening  begins batches
 */
record AuditParts(AuditListener listener, InstantSource clock, RandomGenerator random, Assembly.Opening opening) {
    static AuditParts of(AuditListener listener) {
        return new AuditParts(listener, InstantSource.system(), RandomGenerator.getDefault(), OpenBatch::new);
    }
}
