package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.Sightings;
import dev.millrace.ledger.account.SourceStatement;

/**
 * What was seen of a source without having been announced. An announcement may be read after what it speaks of, so only
 * what is still unexplained when all announcements of the time were read is a finding.
 */
record Unexplained(Sightings repeated, Sightings disordered, Sightings poisoned) {
    static final Unexplained NOTHING = new Unexplained(Sightings.NONE, Sightings.NONE, Sightings.NONE);

    static Unexplained of(SourceStatement seen) {
        return new Unexplained(seen.repeated(), seen.disordered(), seen.poisoned());
    }

    /** What of it is unexplained at another time as well. */
    Unexplained still(Unexplained other) {
        return new Unexplained(
                repeated.among(other.repeated), disordered.among(other.disordered), poisoned.among(other.poisoned));
    }
}
