package dev.millrace.app.config;

import dev.millrace.app.config.schema.SchemaWriter;
import dev.millrace.app.config.shape.Shapes;

/** The JSON Schema (2020-12) of a file, for editors and for those who write files with programs. */
public final class JsonSchema {
    private JsonSchema() {}

    /**
     * The schema of files that {@link ConfigReader} reads into a type; the same text for the same type.
     *
     * <p>What the schema refuses, the reader refuses. The reader refuses more: what records find wrong with values that
     * each alone could be, and variables that are not set, which a schema takes for any value.
     */
    public static String of(Class<?> type) {
        return new SchemaWriter().document(Shapes.of(type));
    }
}
