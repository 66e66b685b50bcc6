/** Lines of text from outside made into the data of events: access logs, system logs, JSON lines. */
@NullMarked
package dev.millrace.generator.line;

import org.jspecify.annotations.NullMarked;
