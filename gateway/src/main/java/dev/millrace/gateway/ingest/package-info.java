/** Events posted over HTTP, in all the forms they may come in. */
@NullMarked
package dev.millrace.gateway.ingest;

import org.jspecify.annotations.NullMarked;
