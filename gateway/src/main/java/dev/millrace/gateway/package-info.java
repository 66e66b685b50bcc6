/** One HTTP door to all of Millrace: control, ingest, the ledger, health and metrics. */
@NullMarked
package dev.millrace.gateway;

import org.jspecify.annotations.NullMarked;
