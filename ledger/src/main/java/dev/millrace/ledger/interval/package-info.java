/** Sets of indices that cost next to nothing while they have no holes. */
@NullMarked
package dev.millrace.ledger.interval;

import org.jspecify.annotations.NullMarked;
