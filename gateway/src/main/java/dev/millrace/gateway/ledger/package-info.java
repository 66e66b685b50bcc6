/** The ledger over HTTP. */
@NullMarked
package dev.millrace.gateway.ledger;

import org.jspecify.annotations.NullMarked;
