/** What the tests of this module stand on: a real broker, a program, and an account of what it did. */
@NullMarked
package dev.millrace.generator.testing;

import org.jspecify.annotations.NullMarked;
