/** Runs over HTTP: start, show, stop. */
@NullMarked
package dev.millrace.gateway.run;

import org.jspecify.annotations.NullMarked;
