package dev.millrace.generator.field;

import dev.millrace.generator.random.Draw;
import dev.millrace.settings.InvalidSetting;

/**
 * Where a field stands while it is compiled.
 *
 * @param scope what it can see
 * @param place its path in the file, from the source's name on
 * @param name  its name for the seed: {@code orders.address.city}
 */
record Spot(Scope scope, String place, String name) {
    /** The seed of all the field's chance. */
    long seed() {
        return scope.source().seed(name);
    }

    /** A seed for another purpose of the same field. */
    long seed(String purpose) {
        return Draw.seed(seed(), purpose);
    }

    /** The error that a setting of the field cannot be. */
    InvalidSetting refused(String setting, String problem) {
        return new InvalidSetting(place + "." + setting, problem);
    }

    /** The writer of a field of the same event that a setting names. */
    FieldWriter field(String setting, String field) {
        return scope.find(field).orElseThrow(() -> missing(setting, field)).writer();
    }

    /** After how many events the values of the named field come round again, one after the other; 0 if they do not. */
    long cycle(String setting, String field) {
        var found = scope.find(field).orElseThrow(() -> missing(setting, field));
        return found.kind() instanceof FieldKind.Sequence sequence ? sequence.cycle() : 0;
    }

    private InvalidSetting missing(String setting, String field) {
        return refused(setting, "there is no field '" + field + "' here, only " + String.join(", ", scope.names()));
    }
}
