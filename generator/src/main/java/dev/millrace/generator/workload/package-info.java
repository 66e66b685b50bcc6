/** How a source's rate moves: due times and counts in closed form. */
@NullMarked
package dev.millrace.generator.workload;

import org.jspecify.annotations.NullMarked;
