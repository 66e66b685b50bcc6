/** The reader of the one YAML file: text to records, with every problem named by its line; and the file's JSON Schema. */
@NullMarked
package dev.millrace.app.config;

import org.jspecify.annotations.NullMarked;
