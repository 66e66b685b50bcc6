/** Chance as a pure function: what event i draws follows from a seed and i alone, so nothing has to be remembered. */
@NullMarked
package dev.millrace.generator.random;

import org.jspecify.annotations.NullMarked;
