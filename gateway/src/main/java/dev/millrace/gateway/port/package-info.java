/**
 * What the gateway needs of the other rooms, in its own words: whoever starts it fits these to the generator, the
 * ledger and the rest. No framework and no HTTP in here.
 */
@NullMarked
package dev.millrace.gateway.port;

import org.jspecify.annotations.NullMarked;
