/** Where schemas are kept so that readers find them by the id a record carries. */
@NullMarked
package dev.millrace.event.avro.registry;

import org.jspecify.annotations.NullMarked;
