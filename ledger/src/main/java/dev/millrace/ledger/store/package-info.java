/** Where the account is kept: PostgreSQL, schema {@code ledger}. */
@NullMarked
package dev.millrace.ledger.store;

import org.jspecify.annotations.NullMarked;
