package dev.millrace.generator.infer;

import dev.millrace.generator.field.FieldKind;

/**
 * A kind of field, and what there is to say about how it was found.
 *
 * @param note for the person who reads the file; empty where the kind speaks for itself
 */
record Fitted(FieldKind kind, String note) {
    Fitted(FieldKind kind) {
        this(kind, "");
    }
}
