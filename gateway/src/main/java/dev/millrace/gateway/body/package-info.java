/** The body of a request: read with limits, and cut into the JSON values it is made of. */
@NullMarked
package dev.millrace.gateway.body;

import org.jspecify.annotations.NullMarked;
