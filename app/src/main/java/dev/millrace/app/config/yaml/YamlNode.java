package dev.millrace.app.config.yaml;

import dev.millrace.app.config.problem.Position;

/** A value in a YAML file. Immutable. */
public sealed interface YamlNode permits YamlScalar, YamlMapping, YamlList, YamlBroken {
    /** Where the value begins. */
    Position at();

    /**
     * Where to point for this value, the key before it standing at {@code key}: a block begins on the line after its
     * key, but it is the key that tells a reader which block is meant.
     */
    default Position pointer(Position key) {
        return switch (this) {
            case YamlMapping mapping -> mapping.flow() ? at() : key;
            case YamlList list -> list.flow() ? at() : key;
            case YamlScalar scalar -> scalar.kind() == ScalarKind.NOTHING ? key : at();
            case YamlBroken broken -> at();
        };
    }
}
