/** Rates as functions of time, added up: how much is due by when, and when so much is due. */
@NullMarked
package dev.millrace.generator.workload.curve;

import org.jspecify.annotations.NullMarked;
