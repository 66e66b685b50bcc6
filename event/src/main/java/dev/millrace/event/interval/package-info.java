/** Sets of indices that cost next to nothing while they have no holes. */
@NullMarked
package dev.millrace.event.interval;

import org.jspecify.annotations.NullMarked;
