/** Limits that whole programs share, each a process of its own. */
@NullMarked
package dev.millrace.checks.limits;

import org.jspecify.annotations.NullMarked;
