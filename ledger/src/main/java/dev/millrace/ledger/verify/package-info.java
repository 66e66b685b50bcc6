/** Holds what sources claim against what was seen, and says whether all of it is there. */
@NullMarked
package dev.millrace.ledger.verify;

import org.jspecify.annotations.NullMarked;
