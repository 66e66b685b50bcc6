/** The audit trail: the committed events of chosen topics, copied into PostgreSQL exactly once. */
@NullMarked
package dev.millrace.delivery.audit;

import org.jspecify.annotations.NullMarked;
