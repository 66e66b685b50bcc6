/** When to try again what failed, and what to do about what was missed. */
@NullMarked
package dev.millrace.flow.retry;

import org.jspecify.annotations.NullMarked;
