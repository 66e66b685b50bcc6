/** A real Redis server beside this JVM, its data in one folder. */
@NullMarked
package dev.millrace.embedded.redis;

import org.jspecify.annotations.NullMarked;
