/** The words configuration is written in: rates, sizes, shares, durations, and the error that names a field. */
@NullMarked
package dev.millrace.settings;

import org.jspecify.annotations.NullMarked;
