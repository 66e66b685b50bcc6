/** Benchmarks: opponents run beside Millrace in the same run, in alternating pairs, and the results are checked. */
@NullMarked
package dev.millrace.checks.bench;

import org.jspecify.annotations.NullMarked;
