/** The event: an immutable fact, its identity, its trace context, and what becomes of it when it cannot be read. */
@NullMarked
package dev.millrace.event;

import org.jspecify.annotations.NullMarked;
