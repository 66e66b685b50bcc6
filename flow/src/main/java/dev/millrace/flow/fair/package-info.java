/** Turns among sources, so that none starves another. */
@NullMarked
package dev.millrace.flow.fair;

import org.jspecify.annotations.NullMarked;
