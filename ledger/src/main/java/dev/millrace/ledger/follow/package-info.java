/** Reads what was sent, as it arrives, and folds it into the account. */
@NullMarked
package dev.millrace.ledger.follow;

import org.jspecify.annotations.NullMarked;
