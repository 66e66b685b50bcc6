/** Events and their data in Avro's binary encoding: schemas, a writer for the hot path, and the way back to JSON. */
@NullMarked
package dev.millrace.event.avro;

import org.jspecify.annotations.NullMarked;
