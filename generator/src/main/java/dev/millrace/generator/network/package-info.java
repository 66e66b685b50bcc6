/** Addresses of machines as data. */
@NullMarked
package dev.millrace.generator.network;

import org.jspecify.annotations.NullMarked;
