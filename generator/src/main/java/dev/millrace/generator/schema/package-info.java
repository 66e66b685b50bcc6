/** Fields from schemas that people have: Avro and JSON Schema, turned into ordinary kinds when a file is loaded. */
@NullMarked
package dev.millrace.generator.schema;

import org.jspecify.annotations.NullMarked;
