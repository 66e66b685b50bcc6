/** The JSON Schema of a file, generated from its record type. */
@NullMarked
package dev.millrace.app.config.schema;

import org.jspecify.annotations.NullMarked;
