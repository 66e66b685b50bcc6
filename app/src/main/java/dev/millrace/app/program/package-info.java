/** The program itself: its parts, wired in one place, started and stopped in order. */
@NullMarked
package dev.millrace.app.program;

import org.jspecify.annotations.NullMarked;
