/** Runs: which sources are executed, since when, and what became of them. */
@NullMarked
package dev.millrace.generator.run;

import org.jspecify.annotations.NullMarked;
