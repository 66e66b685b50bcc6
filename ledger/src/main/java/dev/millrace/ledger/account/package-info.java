/** What was claimed and what was seen: the account that is folded from Kafka, and immutable statements of it. */
@NullMarked
package dev.millrace.ledger.account;

import org.jspecify.annotations.NullMarked;
