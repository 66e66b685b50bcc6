package dev.millrace.generator.source;

import dev.millrace.settings.Doc;
import java.nio.file.Path;

/** A schema that says which fields a source has. */
public sealed interface SchemaInput {
    /** The schema's file. */
    Path path();

    /** The same with its path taken from {@code folder} where it is relative. */
    SchemaInput in(Path folder);

    @Doc("An Avro schema of a record; what Kafka Connect's datagen reads from 'arg.properties' is heeded.")
    record Avro(
            @Doc("The file; relative paths start at the folder of this configuration file.")
            Path avro) implements SchemaInput {
        @Override
        public Path path() {
            return avro;
        }

        @Override
        public SchemaInput in(Path folder) {
            return new Avro(folder.resolve(avro));
        }
    }

    @Doc("A JSON Schema (draft 2020-12) of an object.")
    record Json(
            @Doc("The file; relative paths start at the folder of this configuration file.")
            Path json) implements SchemaInput {
        @Override
        public Path path() {
            return json;
        }

        @Override
        public SchemaInput in(Path folder) {
            return new Json(folder.resolve(json));
        }
    }
}
