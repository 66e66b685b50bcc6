/** The sending loops: one thread a source, from due time, line or request to committed event. */
@NullMarked
package dev.millrace.generator.loop;

import org.jspecify.annotations.NullMarked;
