/** How a source's rate moves, and when each of its events is due. */
@NullMarked
package dev.millrace.generator.workload;

import org.jspecify.annotations.NullMarked;
