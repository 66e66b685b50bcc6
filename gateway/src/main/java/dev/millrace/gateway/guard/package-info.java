/** Who may come in: filters that turn requests away before anything else sees them. */
@NullMarked
package dev.millrace.gateway.guard;

import org.jspecify.annotations.NullMarked;
