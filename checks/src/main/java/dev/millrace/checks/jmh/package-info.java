/** Runs micro-benchmarks: {@code ./millrace bench --jmh REGEX}. Each stands in a package of its subject. */
@NullMarked
package dev.millrace.checks.jmh;

import org.jspecify.annotations.NullMarked;
