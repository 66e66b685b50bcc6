/** The benchmarks' own parts, so that their figures can be believed. */
@NullMarked
package dev.millrace.checks.bench;

import org.jspecify.annotations.NullMarked;
