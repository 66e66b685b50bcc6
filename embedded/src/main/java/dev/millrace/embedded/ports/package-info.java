/** Which ports can be had on the loopback address, and who holds the others. */
@NullMarked
package dev.millrace.embedded.ports;

import org.jspecify.annotations.NullMarked;
