package dev.millrace.delivery.audit;

import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the trail is given besides its settings; tests give something else.
 *
 * @param listener is told of every committed batch
 * @param clock    tells when records are recorded
 * @param random   spreads waits
 * @param opening  begins batches
 * @param schemas  where the schemas of Avro are found; asked by the reading thread
 */
record AuditParts(
        AuditListener listener,
        InstantSource clock,
        RandomGenerator random,
        Assembly.Opening opening,
        SchemaLookup schemas) {
    static AuditParts of(AuditListener listener, SchemaLookup schemas) {
        return new AuditParts(listener, InstantSource.system(), RandomGenerator.getDefault(), OpenBatch::new, schemas);
    }

    /** For topics without Avro records. */
    static AuditParts of(AuditListener listener) {
        return of(listener, id -> {
            throw new SchemaFailure.Unknown("schema " + id + " is not known: no registry is");
        });
    }
}
