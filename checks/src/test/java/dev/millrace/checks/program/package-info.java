/** The program as a whole, run as a process and looked at from outside. */
@NullMarked
package dev.millrace.checks.program;

import org.jspecify.annotations.NullMarked;
