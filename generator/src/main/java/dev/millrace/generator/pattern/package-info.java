/** Texts that fit a regular expression, made from it. */
@NullMarked
package dev.millrace.generator.pattern;

import org.jspecify.annotations.NullMarked;
