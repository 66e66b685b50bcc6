/** Captured events, read to be sent again. */
@NullMarked
package dev.millrace.generator.replay;

import org.jspecify.annotations.NullMarked;
