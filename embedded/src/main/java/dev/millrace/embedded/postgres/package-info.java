/** A real PostgreSQL server as a child of this JVM, its data in one folder. */
@NullMarked
package dev.millrace.embedded.postgres;

import org.jspecify.annotations.NullMarked;
