/** Breakers: what keeps failing or dragging is left alone for a while. */
@NullMarked
package dev.millrace.flow.breaker;

import org.jspecify.annotations.NullMarked;
