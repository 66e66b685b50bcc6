/** The whole system at a glance, over HTTP. */
@NullMarked
package dev.millrace.gateway.status;

import org.jspecify.annotations.NullMarked;
