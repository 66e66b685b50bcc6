/** Rows in PostgreSQL's binary COPY format, written from bytes. */
@NullMarked
package dev.millrace.delivery.copy;

import org.jspecify.annotations.NullMarked;
