/** One real server of each kind for all tests of a JVM. */
@NullMarked
package dev.millrace.embedded.testing;

import org.jspecify.annotations.NullMarked;
