package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;

/** Writes UUIDs; those of version 7 begin with the due time. */
record UuidWriter(FieldKind.UuidVersion version, long seed) implements SafeTextWriter {
    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        long high = Draw.bits(seed, 2 * index);
        long low = Draw.bits(seed, 2 * index + 1);
        switch (version) {
            case V4 -> UuidText.write(high, low, out);
            case V7 -> UuidText.writeTimed(Math.floorDiv(dueMicros, 1_000L), high, low, out);
        }
    }

    @Override
    public boolean timed() {
        return version == FieldKind.UuidVersion.V7;
    }
}
