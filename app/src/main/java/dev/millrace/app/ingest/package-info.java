/** Lines from a file or standard input, sent once and for all. */
@NullMarked
package dev.millrace.app.ingest;

import org.jspecify.annotations.NullMarked;
