/** The command line: commands, what they print, exit codes. The only place that writes to standard output. */
@NullMarked
package dev.millrace.app.cli;

import org.jspecify.annotations.NullMarked;
